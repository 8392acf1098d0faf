/** Tries to get `name` for as long as this page lives; false if another tab has it. */
export type ClaimName = (name: string) => Promise<boolean>;

/** The best way that the browser has: pages that are not served securely get no locks. */
export function claimIn(scope: Window & typeof globalThis, newId: () => string): ClaimName {
  if ('locks' in scope.navigator) return claimByLock(scope.navigator.locks);
  if ('BroadcastChannel' in scope) return claimByAsking(new scope.BroadcastChannel('firewright.claims'), newId);
  // Such a browser can't be asked for other tabs at all.
  return () => Promise.resolve(true);
}

/** Web Locks end with their page, however it ends. */
export function claimByLock(locks: LockManager): ClaimName {
  return (name) =>
    new Promise((resolve, reject) => {
      locks
        .request(name, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          // Held until the page is gone.
          return lock === null ? undefined : new Promise<never>(() => undefined);
        })
        .catch(reject);
    });
}

/** The part of a BroadcastChannel that asking needs. */
export interface ClaimChannel {
  postMessage(message: Claim): void;
  onmessage: ((event: MessageEvent<Claim>) => void) | null;
}

/** `asks`: may I have it? `taken`: no. `asker` is whose question it is. */
export interface Claim {
  readonly kind: 'asks' | 'taken';
  readonly name: string;
  readonly asker: string;
}

interface Question {
  readonly asker: string;
  readonly lose: () => void;
}

/**
 * Asks the other tabs; silence is consent.
 *
 * @param waitMs for their answers: a tab in the background may be slow
 */
export function claimByAsking(channel: ClaimChannel, newId: () => string, waitMs = 400): ClaimName {
  const held = new Set<string>();
  const questions = new Map<string, Question>();
  channel.onmessage = ({ data: { kind, name, asker } }) => {
    const mine = questions.get(name);
    if (kind === 'taken') {
      if (mine?.asker === asker) mine.lose();
    } else if (held.has(name)) channel.postMessage({ kind: 'taken', name, asker });
    // Both ask at the same time: one of the two has to give in.
    else if (mine !== undefined && mine.asker < asker) channel.postMessage({ kind: 'taken', name, asker });
    else mine?.lose();
  };
  return (name) =>
    new Promise((resolve) => {
      const asker = newId();
      const settle = (isMine: boolean): void => {
        clearTimeout(timer);
        questions.delete(name);
        if (isMine) held.add(name);
        resolve(isMine);
      };
      const timer = setTimeout(settle, waitMs, true);
      questions.set(name, { asker, lose: () => settle(false) });
      channel.postMessage({ kind: 'asks', name, asker });
    });
}
