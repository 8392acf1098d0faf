/** Files with which the installed web build was started from the system's file manager; not yet in TypeScript's DOM. */
export interface LaunchScope {
  readonly launchQueue?: {
    setConsumer(consumer: (launch: { readonly files?: readonly FileSystemHandle[] }) => void): void;
  };
}

/** The queue keeps what came before somebody listened. Folders can't be handed over this way. */
export function onLaunch(scope: LaunchScope, receive: (files: readonly FileSystemFileHandle[]) => void): void {
  scope.launchQueue?.setConsumer(({ files = [] }) => {
    const handles = files.filter((handle): handle is FileSystemFileHandle => handle.kind === 'file');
    if (handles.length > 0) receive(handles);
  });
}
