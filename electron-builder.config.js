/**
 * What the packages hold and how they sit on each system. `npm run pack` builds them, `npm run pack:check` lays them out
 * without network and holds them against what is promised here.
 *
 * @type {import('electron-builder').Configuration}
 */
const configuration = {
  appId: 'dev.firewright.designer',
  productName: 'Firewright',
  copyright: 'Copyright © The Firewright authors',
  directories: { output: 'release', buildResources: 'assets' },
  files: ['dist/electron/main.js', 'dist/electron/preload.cjs', 'dist/renderer/**', '!**/*.map'],
  // Beside the archive: what people look for by hand, and the command line, which any Node runs. The program itself can't
  // run it: the fuse that would let Electron be Node is off. `.mjs`, as no package.json stands beside it.
  // What is named here electron-builder leaves out of the archive.
  extraResources: [
    { from: 'LICENSE', to: 'LICENSE' },
    { from: 'dist/cli/firewright.js', to: 'cli/firewright.mjs' },
  ],
  asar: true,
  // Everything is bundled: there is nothing native to rebuild and no node_modules to collect.
  npmRebuild: false,
  compression: 'normal',
  // The interface is in English; Chromium's own words have no place where they could be read.
  electronLanguages: ['en-US'],
  // No update feed: the program never asks a network for anything.
  publish: null,
  generateUpdatesFilesForAllChannels: false,
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
  // Before version 1 the tools of AppImages start every program with --no-sandbox.
  toolsets: { appimage: '1.0.3' },
  afterPack: './scripts/pack/after-pack.mjs',
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    // Flipping them breaks the seal without which Apple's processors start nothing; a certificate's comes over it later.
    resetAdHocDarwinSignature: process.platform === 'darwin',
  },

  linux: {
    target: ['AppImage', 'deb', 'rpm', 'tar.gz'],
    icon: 'icons',
    category: 'Development',
    synopsis: 'Designer for host firewalls',
    maintainer: 'The Firewright authors <authors@firewright.dev>',
    // The desktop file has the name that Electron gives its windows: a dock finds the icon by it.
    syncDesktopName: true,
    desktop: {
      entry: {
        GenericName: 'Firewall designer',
        Keywords: 'Kubernetes;Calico;firewall;network policy;host endpoint;YAML;',
        StartupNotify: 'true',
      },
    },
    // An AppImage gets no pattern with a dot from electron-builder; what lies here lies in the AppImage's own `usr`.
    extraFiles: [{ from: 'assets/linux/firewright-design.xml', to: 'usr/share/mime/packages/firewright-design.xml' }],
    // The one system that knows a type by `*.firewright.yaml`: the longest pattern wins over `*.yaml`.
    fileAssociations: [
      {
        ext: 'firewright.yaml',
        name: 'Firewright design',
        description: 'Firewright design',
        mimeType: 'application/x-firewright+yaml',
      },
    ],
  },
  appImage: { executableArgs: [] },
  deb: {
    artifactName: '${name}_${version}_${arch}.${ext}',
    packageCategory: 'devel',
    // No tray icon, so nothing to recommend.
    recommends: [],
    fpm: [
      // Says that a design is YAML too, so that editors of text are offered for it.
      'assets/linux/firewright-design.xml=/usr/share/mime/packages/firewright-design.xml',
      'LICENSE=/usr/share/doc/firewright/copyright',
    ],
  },
  rpm: {
    artifactName: '${name}-${version}.${arch}.${ext}',
    packageCategory: 'Development/Tools',
    fpm: [
      'assets/linux/firewright-design.xml=/usr/share/mime/packages/firewright-design.xml',
      'LICENSE=/usr/share/licenses/firewright/LICENSE',
    ],
  },

  mac: {
    target: ['dmg', 'zip'],
    icon: 'icons/firewright.icns',
    category: 'public.app-category.developer-tools',
    hardenedRuntime: true,
    entitlements: 'assets/mac/entitlements.plist',
    entitlementsInherit: 'assets/mac/entitlements.plist',
    // A Mac goes by what follows the last dot. As alternate editor Firewright is offered for YAML and never taken for it.
    fileAssociations: [
      { ext: ['yaml', 'yml'], name: 'Firewright design or Kubernetes manifests', role: 'Editor', rank: 'Alternate' },
    ],
  },
  dmg: { writeUpdateInfo: false },

  win: {
    target: ['nsis', 'portable'],
    icon: 'icons/firewright.ico',
    // Windows goes by what follows the last dot, and electron-builder would take `.yaml` away from its editor: the
    // installer's script offers Firewright for it instead.
    fileAssociations: [],
  },
  nsis: {
    artifactName: '${productName}-${version}-setup-${arch}.${ext}',
    include: 'assets/windows/installer.nsh',
    oneClick: false,
    allowToChangeInstallationDirectory: true,
    // Recovered work and preferences outlive the program.
    deleteAppDataOnUninstall: false,
    differentialPackage: false,
  },
  portable: { artifactName: '${productName}-${version}-portable-${arch}.${ext}' },
};

export default configuration;
