import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from './scheme.ts';

/** What no source of the program may hold, comments aside; `only` names the files that are the one place for it. */
interface Rule {
  readonly what: string;
  readonly found: RegExp;
  readonly only: readonly string[];
}

const rules: readonly Rule[] = [
  {
    what: 'opens something outside the program',
    found: /\bshell\.|\bopenExternal\b|\bshell\b[^;]*from 'electron'/,
    only: [],
  },
  {
    what: 'weakens a window',
    found:
      /\b(?:webSecurity|contextIsolation|sandbox)['"]?\s*:\s*false|\b(?:nodeIntegration\w*|allowRunningInsecureContent|experimentalFeatures|webviewTag|navigateOnDragDrop|plugins|enableRemoteModule)['"]?\s*:\s*true|\benableBlinkFeatures\b|\ballowpopups\b|<webview\b/,
    only: [],
  },
  {
    what: 'weakens Chromium',
    found:
      /no-sandbox|disable-web-security|ignore-certificate-errors|allow-running-insecure|remote-debugging|bypassCSP|corsEnabled/,
    only: [],
  },
  {
    what: 'makes code of text',
    found:
      /\beval\s*\(|\bnew Function\b|\bset(?:Timeout|Interval)\s*\(\s*['"`]|\bexecuteJavaScript\b|\bimportScripts\b/,
    only: [],
  },
  {
    what: 'makes markup of text',
    found:
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|srcdoc|setHTMLUnsafe)\b|\bdocument\.write|\bDOMParser\b|\{@html\b/,
    // The page that is shared shows the picture that the program drew and escaped; nothing else of it is markup.
    only: ['src/ui/share/viewer/stage.ts'],
  },
  {
    what: 'reaches for a network',
    found:
      /\b(?:XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|WebTransport)\b|\bfrom ['"](?:node:)?(?:https?|http2|net|tls|dgram|dns)(?:\/promises)?['"]|\bnet\.(?:fetch|request)\b/,
    only: [],
  },
  {
    what: 'fetches an address',
    found: /(?<![.#\w])fetch\s*\(|\bfetch\s*\(\s*['"`]/,
    // Files of this very build, from the page's own origin.
    only: [
      'src/service-worker/service-worker.ts',
      'src/ui/chrome/LicencesDialog.svelte',
      'src/ui/picture/picture-fonts.ts',
    ],
  },
  // The name of SVG is an address that nobody loads.
  {
    what: 'names an address of the network',
    found: /['"`](?:https?|wss?|ftp):\/\/(?!www\.w3\.org\/2000\/svg)/,
    only: [],
  },
  {
    what: 'loads another page',
    found:
      /\bloadFile\b|\bloadURL\((?!startPage\)|presenterPageOf\(channel\)\))|\blocation\.(?:href|assign|replace)\s*(?:=[^=]|\()|\bwindow\.open\b/,
    only: [],
  },
  {
    what: 'runs a program',
    found: /['"](?:node:)?child_process['"]|\butilityProcess\b/,
    only: ['electron/cluster/run-kubectl.ts', 'electron/process-stamp.ts'],
  },
  { what: 'lets a shell read words', found: /\bshell\s*:\s*(?:true|['"])|\bexec(?:Sync)?\s*\(\s*['"`]/, only: [] },
  { what: 'takes messages of the page', found: /\bipcMain\b/, only: ['electron/main.ts'] },
  {
    what: 'serves a channel past the contract',
    found: /\bipcMain\.|\.handle(?:Once)?\(\s*['"`]|\bpostMessageToThread\b|\bipc-message\b/,
    only: [],
  },
  { what: 'talks to main or to the page', found: /\b(?:ipcRenderer|contextBridge)\b/, only: ['electron/preload.ts'] },
  {
    what: 'hands a part of Electron to the page',
    found: /exposeInMainWorld\((?!'appHost', \{)|exposeInIsolatedWorld|sendSync|sendToHost/,
    only: [],
  },
  {
    what: 'makes a session or a view of its own',
    found: /\bfromPartition\b|\bfromPath\b|\bWebContentsView\b|\bBrowserView\b/,
    only: [],
  },
  { what: 'makes windows', found: /\bnew BrowserWindow\b/, only: ['electron/window.ts'] },
  {
    what: 'decides on permissions, certificates and downloads',
    found:
      /\bset\w*(?:PermissionRequestHandler|PermissionCheckHandler|DevicePermissionHandler|CertificateVerifyProc)\b|certificate-error|will-download/,
    only: ['electron/guards.ts'],
  },
];

/** Comments may name what they warn of. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '').replace(/(?<![:'"`\w])\/\/.*$/gm, '');
}

function complaints(file: string, text: string): readonly string[] {
  const code = withoutComments(text);
  return rules.flatMap(({ what, found, only }) =>
    found.test(code) && !only.includes(file) ? [`${file} ${what}`] : [],
  );
}

/** The program's own sources: what is bundled. Tests, test doubles and benchmarks are not. */
function sources(): readonly string[] {
  return ['src', 'electron']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
        posix.join(folder, path.replaceAll('\\', '/')),
      ),
    )
    .filter((path) => /\.(?:ts|svelte|html)$/.test(path))
    .filter((path) => !/\.test\.ts$|^src\/bench\/|\/testing\/|\/testing-/.test(path));
}

test('no source of the program does what is forbidden', () => {
  expect(sources().length).toBeGreaterThan(300);
  expect(sources().flatMap((file) => complaints(file, readFileSync(file, 'utf8')))).toEqual([]);
});

test('what only some files may do, they do', () => {
  const unused = rules.flatMap(({ what, found, only }) =>
    only.filter((file) => !found.test(withoutComments(readFileSync(file, 'utf8')))).map((file) => `${file} ${what}`),
  );
  expect(unused).toEqual([]);
});

describe('it finds', () => {
  test.each([
    `import { app, shell } from 'electron';`,
    `void shell.openExternal(address);`,
    `webPreferences: { webSecurity: false }`,
    `webPreferences: { nodeIntegrationInWorker: true }`,
    `app.commandLine.appendSwitch('no-sandbox');`,
    `const run = eval(text);`,
    `setTimeout('run()', 1);`,
    `element.innerHTML = name;`,
    `<p>{@html name}</p>`,
    `await fetch(address);`,
    `import { get } from 'node:https';`,
    `const update = 'https://example.com/latest';`,
    `location.href = address;`,
    `await window.loadURL(address);`,
    `import { exec } from 'node:child_process';`,
    `spawn(program, words, { shell: true });`,
    `ipcMain.on('file:delete', remove);`,
    `ipcRenderer.send('file:delete');`,
    `contextBridge.exposeInMainWorld('electron', { ipcRenderer });`,
    `session.fromPartition('other');`,
    `session.setPermissionCheckHandler(() => true);`,
    `new BrowserWindow({});`,
  ])('%s', (text) => {
    expect(complaints('src/ui/a.ts', text)).not.toEqual([]);
  });

  test.each([
    `// Never eval(text), never innerHTML.`,
    `/** As shell.openExternal would. */`,
    `const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';`,
    `this.#parts.fetch(request);`,
    `window.loadURL(startPage).catch(fail);`,
  ])('nothing wrong with %s', (text) => {
    expect(complaints('src/ui/a.ts', text)).toEqual([]);
  });
});

describe('the content security policy', () => {
  const directives = new Map(
    contentSecurityPolicy.split('; ').map((part) => {
      const [name = '', ...values] = part.split(' ');
      return [name, values] as const;
    }),
  );

  test('admits nothing that it does not name, and nothing from elsewhere', () => {
    expect(directives.get('default-src')).toEqual([`'none'`]);
    for (const name of ['script-src', 'worker-src', 'style-src', 'connect-src'])
      expect([name, directives.get(name)]).toEqual([name, [`'self'`]]);
    for (const name of ['base-uri', 'form-action', 'frame-ancestors'])
      expect([name, directives.get(name)]).toEqual([name, [`'none'`]]);
  });

  test('has no exceptions: neither inline nor evaluated, no wildcard, no scheme of a network', () => {
    expect(contentSecurityPolicy).not.toMatch(/unsafe|nonce|sha\d|strict-dynamic|\*|https?:|wss?:|file:/);
  });

  test('lets no text become markup or a script’s address, but by these two policies', () => {
    expect(directives.get('require-trusted-types-for')).toEqual([`'script'`]);
    expect(directives.get('trusted-types')).toEqual(['default', 'svelte-trusted-html']);
  });

  test('is that of the browser build as well, which can be installed; who may frame it only a header can say', () => {
    const list =
      /contentSecurityPolicy = \[([\s\S]*?)\]/.exec(readFileSync('scripts/static-server.mjs', 'utf8'))?.[1] ?? '';
    const ofBrowser = [...list.matchAll(/"([^"]+)"|^\s*'([^']+)'/gm)].map(([, double, single]) => double ?? single);
    expect([...ofBrowser, `frame-ancestors 'none'`].sort()).toEqual(
      [...contentSecurityPolicy.split('; '), `manifest-src 'self'`].sort(),
    );
  });
});
