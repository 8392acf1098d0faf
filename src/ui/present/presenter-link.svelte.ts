import { untrack } from 'svelte';
import type { App } from '../../app/app.ts';
import { titleOf } from '../../app/scenes.svelte.ts';
import { parseFromPresenter, type FromPresenter, type PresenterState, type ToPresenter } from './presenter-protocol.ts';

/** What the presenter's window is to show now. */
export function presenterState({ present, scenes, session, view }: App): PresenterState {
  return {
    design: session.name,
    isOn: present.isOn,
    isBlank: present.isBlank,
    scenes: scenes.list.map((scene) => ({ id: scene.id, title: titleOf(scene) })),
    current: scenes.current?.id ?? null,
    notes: scenes.current?.notes ?? '',
    timer: present.timer.state,
    theme: view.effectiveTheme,
  };
}

/** Does what the presenter's window asks for. */
export function serveWish({ present }: App, message: FromPresenter): void {
  if (message.kind === 'show') return present.show(message.scene);
  switch (message.wish) {
    // It is answered with the state like everything else.
    case 'hello':
      return;
    case 'start':
      return present.start();
    case 'stop':
      return present.stop();
    case 'next':
      return present.next();
    case 'previous':
      return present.previous();
    case 'blank':
      return present.toggleBlank();
    case 'reset':
      return present.reset();
    case 'timer-start':
      return present.timer.start();
    case 'timer-stop':
      return present.timer.stop();
    case 'timer-reset':
      return present.timer.reset();
  }
}

/** Keeps the presenter's window up to date for as long as the component lives, and does what it asks for. */
export function linkPresenter(app: App): void {
  $effect(() => {
    const channel = new BroadcastChannel(app.present.channel);
    const tell = (message: ToPresenter): void => channel.postMessage(message);
    const gone = (): void => tell({ kind: 'gone' });
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = parseFromPresenter(data);
      if (message === null) return;
      serveWish(app, message);
      tell({ kind: 'state', state: untrack(() => presenterState(app)) });
    };
    $effect(() => tell({ kind: 'state', state: presenterState(app) }));
    window.addEventListener('pagehide', gone);
    return () => {
      window.removeEventListener('pagehide', gone);
      gone();
      channel.close();
    };
  });
}
