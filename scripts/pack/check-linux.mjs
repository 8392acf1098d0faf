import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, checkWith, differences, inMebibytes, missing } from './check.mjs';
import { widthOfPng } from './icon-containers.mjs';

/** @typedef {import('./check.mjs').Row} Row */
/** @typedef {import('./lay-out.mjs').FpmPlan} FpmPlan */
/** @typedef {import('./lay-out.mjs').AppImagePlan} AppImagePlan */
/** @typedef {ReturnType<typeof import('./tools-at-hand.mjs').toolsAtHand>} Tools */

const mimeType = 'application/x-firewright+yaml';
const glob = '*.firewright.yaml';
const iconSizes = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024];
const desktopPath = '/usr/share/applications/firewright.desktop';
const typePaths = ['/usr/share/mime/packages/firewright.xml', '/usr/share/mime/packages/firewright-design.xml'];
const ownType = 'usr/share/mime/packages/firewright-design.xml';

/**
 * @param {string} folder what lay-out.mjs made for Linux
 * @param {Tools} tools
 * @returns {readonly Row[]}
 */
export function linuxChecks(folder, tools) {
  const out = join(folder, 'out');
  /** @type {readonly import('./lay-out.mjs').Plan[]} */
  const plans = JSON.parse(readFileSync(join(folder, 'computed.json'), 'utf8'));
  return [
    .../** @type {const} */ (['deb', 'rpm']).flatMap((kind) => planChecks(kind, plans)),
    check('AppImage', 'desktop file', () => {
      const plan = plans.find((candidate) => candidate.kind === 'AppImage');
      if (plan?.kind !== 'AppImage') throw new Error('electron-builder planned none');
      return {
        found: plan.desktopFileName,
        faults: desktopFaults(plan.desktop, { Exec: 'AppRun %U' }).concat(
          plan.desktopFileName === 'firewright.desktop' ? [] : ['The file has another name than the window'],
        ),
      };
    }),
    checkWith('AppImage', 'made', tools.squashfs, () => lookIntoAppImage(out)),
    checkWith('deb', 'made', tools.dpkg, () => lookIntoDeb(out, folder)),
    checkWith('tar.gz', 'made', tools.gzip, () => lookIntoTar(out)),
    checkWith('desktop file', 'is valid', tools.desktopFiles, () => validate(plans, folder)),
    checkWith('MIME type', 'is the type of a design', tools.mimeTypes, () => registerType(plans, folder)),
  ];
}

/** @param {'deb' | 'rpm'} kind @param {readonly import('./lay-out.mjs').Plan[]} plans @returns {readonly Row[]} */
function planChecks(kind, plans) {
  const plan = plans.find(
    (candidate) => candidate.kind === 'fpm' && valueOf(candidate.args, '--package').endsWith(`.${kind}`),
  );
  if (plan?.kind !== 'fpm') return [{ part: kind, what: 'plan', found: '', faults: ['electron-builder planned none'] }];
  const targets = new Map(plan.args.filter((text) => text.includes('=/')).map((text) => splitOnce(text)));
  return [
    check(kind, 'icons', () => ({
      found: iconSizes.join(', '),
      faults: iconSizes.flatMap((size) => {
        const source = targets.get(`/usr/share/icons/hicolor/${size}x${size}/apps/firewright.png`);
        if (source === undefined) return [`${size} is missing`];
        const width = widthOfPng(readFileSync(source));
        return width === size ? [] : [`${source} is ${width} pixels wide`];
      }),
    })),
    check(kind, 'desktop file', () => ({
      found: desktopPath,
      faults: desktopFaults(plan.files[desktopPath] ?? '', { Exec: '/opt/Firewright/firewright %U' }),
    })),
    check(kind, 'file type', () => ({
      found: glob,
      faults: typePaths.flatMap((path) => (plan.files[path]?.includes(glob) ? [] : [`${path} lacks ${glob}`])),
    })),
    check(kind, 'metadata', () => ({
      found: valueOf(plan.args, '--maintainer'),
      faults: differences(Object.fromEntries(['--name', '--license', '--url'].map((o) => [o, valueOf(plan.args, o)])), {
        '--name': 'firewright',
        '--license': 'Apache-2.0',
        '--url': 'https://firewright.dev',
      }),
    })),
  ];
}

/** @param {string} text SOURCE=TARGET @returns {[target: string, source: string]} */
function splitOnce(text) {
  const at = text.indexOf('=/');
  return [text.slice(at + 1), text.slice(0, at)];
}

/** @param {readonly string[]} args @param {string} option */
function valueOf(args, option) {
  return args[args.indexOf(option) + 1] ?? '';
}

/** @param {string} text @param {Readonly<Record<string, string>>} own what differs between packages */
function desktopFaults(text, own) {
  const entries = Object.fromEntries(
    text.split('\n').flatMap((line) => (line.includes('=') ? [/** @type {const} */ ([key(line), value(line)])] : [])),
  );
  return differences(entries, {
    ...own,
    Name: 'Firewright',
    Type: 'Application',
    Terminal: 'false',
    Icon: 'firewright',
    StartupWMClass: 'firewright',
    MimeType: `${mimeType};`,
    Categories: 'Development;',
  });
}

/** @param {string} line */
function key(line) {
  return line.slice(0, line.indexOf('='));
}

/** @param {string} line */
function value(line) {
  return line.slice(line.indexOf('=') + 1);
}

/** @param {string} out */
function lookIntoAppImage(out) {
  const file = only(out, '.AppImage');
  const list = command('unsquashfs', ['-o', '4096', '-lc', join(out, file)]);
  const wanted = ['AppRun', 'firewright', 'firewright.desktop', 'resources/app.asar', ownType];
  return { found: file, faults: missing(wanted, (path) => list.includes(`squashfs-root/${path}\n`)) };
}

/** @param {string} out @param {string} folder */
function lookIntoDeb(out, folder) {
  const file = only(out, '.deb');
  const unpacked = join(folder, 'deb');
  command('dpkg-deb', ['--raw-extract', join(out, file), unpacked]);
  const control = readFileSync(join(unpacked, 'DEBIAN/control'), 'utf8');
  const list = command('dpkg-deb', ['--contents', join(out, file)]);
  const wanted = ['/opt/Firewright/firewright', '/opt/Firewright/resources/app.asar', desktopPath, ...typePaths];
  const fields = ['Package: firewright', 'Architecture: amd64', 'Section: devel', 'Depends: libgtk-3-0'];
  return {
    found: `${file}, ${inMebibytes(readFileSync(join(out, file)).length)}`,
    faults: [
      ...missing([...wanted, '/usr/share/doc/firewright/copyright'], (path) => list.includes(` .${path}\n`)),
      ...missing(fields, (field) => control.includes(field)),
    ],
  };
}

/** @param {string} out */
function lookIntoTar(out) {
  const file = only(out, '.tar.gz');
  const list = command('tar', ['-tzf', join(out, file)]);
  const wanted = ['firewright', 'resources/app.asar', 'resources/LICENSE', ownType];
  return { found: file, faults: missing(wanted, (path) => list.includes(`/${path}\n`)) };
}

/** @param {readonly import('./lay-out.mjs').Plan[]} plans @param {string} folder */
function validate(plans, folder) {
  const texts = plans.map((plan) => (plan.kind === 'fpm' ? (plan.files[desktopPath] ?? '') : plan.desktop));
  for (const [index, text] of texts.entries()) {
    const file = join(folder, `${index}.desktop`);
    writeFileSync(file, text);
    command('desktop-file-validate', [file]);
  }
  return { found: `${texts.length} files` };
}

/**
 * Registers the type as installing the package would, beside YAML's own, and reads what a desktop would look up.
 * @param {readonly import('./lay-out.mjs').Plan[]} plans
 * @param {string} folder
 */
function registerType(plans, folder) {
  const mime = join(folder, 'mime');
  mkdirSync(join(mime, 'packages'), { recursive: true });
  const files = plans.find((plan) => plan.kind === 'fpm')?.files ?? {};
  for (const path of typePaths) writeFileSync(join(mime, 'packages', path.slice(24)), files[path] ?? '');
  command('update-mime-database', [mime]);
  const globs = readFileSync(join(mime, 'globs2'), 'utf8');
  const parents = readFileSync(join(mime, 'subclasses'), 'utf8');
  return {
    found: `${glob} → ${mimeType}`,
    faults: [
      ...(globs.includes(`:${mimeType}:${glob}\n`) ? [] : ['The pattern is not registered']),
      ...(parents.includes(`${mimeType} application/x-yaml`) ? [] : ['A design is not known as YAML']),
    ],
  };
}

/** The one file with this ending. @param {string} folder @param {string} ending */
function only(folder, ending) {
  const [file, ...more] = readdirSync(folder).filter((name) => name.endsWith(ending));
  if (file === undefined || more.length > 0)
    throw new Error(`${file === undefined ? 'No' : 'More than one'} ${ending}`);
  return file;
}

/** What a program prints; throws its words where it fails. @param {string} name @param {readonly string[]} args */
export function command(name, args) {
  const { status, stdout, stderr, error } = spawnSync(name, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`${name}: ${error?.message ?? (stderr || stdout).trim()}`);
  return stdout;
}

/**
 * Runs the packed command line with this Node, from a folder where no package.json says what a `.js` is.
 * @param {string} resources
 * @param {string} folder
 * @param {string} sample
 */
export function commandLineCheck(resources, folder, sample) {
  return check('command line', 'runs beside the archive', () => {
    const away = join(folder, 'cli');
    cpSync(join(resources, 'cli'), away, { recursive: true });
    const table = command(process.execPath, [join(away, 'firewright.mjs'), 'verdicts', sample, '--format', 'csv']);
    const lines = table.trim().split('\n').length - 1;
    return { found: `${lines} verdicts`, faults: lines > 10 ? [] : ['It judged nothing'] };
  });
}
