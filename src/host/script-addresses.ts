/** The part of a window that says what may become the address of a script. */
export interface ScriptScope {
  readonly location: { readonly href: string };
  readonly trustedTypes?: {
    readonly createPolicy: (name: string, rules: { readonly createScriptURL: (address: string) => string }) => unknown;
  };
}

/**
 * Workers start from scripts of our own origin only. The content security policy asks for trusted types: a text that
 * becomes the address of a script comes here first, and one that becomes markup or code is refused by the browser.
 * Without trusted types `worker-src` alone decides.
 */
export function allowOwnScriptsOnly({ location, trustedTypes }: ScriptScope): void {
  trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => {
      const { origin } = new URL(location.href);
      if (new URL(address, location.href).origin !== origin) throw new TypeError(`No script of ours: ${address}`);
      return address;
    },
  });
}
