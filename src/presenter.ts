import { mount } from 'svelte';
import { isPresenterChannel } from './host/app-host.ts';
import { allowOwnScriptsOnly } from './host/script-addresses.ts';
import Presenter from './ui/present/Presenter.svelte';

/** The presenter's window: it knows nothing but what the window that presents tells on the channel of its address. */
function start(): void {
  const channel = location.hash.slice(1);
  const target = document.getElementById('app');
  if (target === null) throw new Error('presenter.html has no element #app');
  if (!isPresenterChannel(channel)) throw new Error('The address names no channel');
  mount(Presenter, { target, props: { channel } });
}

allowOwnScriptsOnly(window);
start();
