import type { App, Session, WebContents } from 'electron';
import { isLocalResource } from './scheme.ts';

// Chromium's own word for a certificate that is not to be trusted.
const certificateRefused = -2;

/**
 * What holds for every session and for everything that can show a page, whoever makes it. Has to come before the
 * program is ready.
 */
export function guardProgram(app: Pick<App, 'on' | 'commandLine'>): void {
  // No name is ever looked up, not even to be quick later on: that never meets the guard of requests.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('session-created', guardSession);
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents);
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault();
    answer();
  });
}

/**
 * No permission is granted, no device is there, nothing but our own files is loaded, and nothing is downloaded: the
 * program has no use for a network.
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setCertificateVerifyProc((_request, answer) => {
    answer(certificateRefused);
  });
  // It would fetch its dictionaries.
  session.setSpellCheckerEnabled(false);
  // Files are written by the main process, where the user chose.
  session.on('will-download', refuse);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isLocalResource(url) && !url.startsWith('devtools:') });
  });
}

/** A page can't leave itself, open windows, hold web views or find devices. Reloading it is no navigation. */
function guardContents(contents: WebContents): void {
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault();
    answer('');
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Its datagrams never meet the guard of requests.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

function refuse(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
