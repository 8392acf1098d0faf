import type { SourceFile } from '../manifest/source-documents.ts';
import type { Problem } from '../model/problem.ts';
import { unreachable } from '../result.ts';

/** A file as the host hands it over; `OpenedFile` of the AppHost, which core cannot see, has this shape. */
export interface OfferedFile {
  readonly name: string;
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    /** `offset`: the first byte that is not UTF-8. */
    | { readonly kind: 'not-utf8'; readonly offset: number }
    | { readonly kind: 'too-large'; readonly bytes: number };
}

export interface AcceptedFiles {
  readonly texts: readonly SourceFile[];
  readonly problems: readonly Problem[];
}

/** Keeps the files that are texts; each of the others gives one problem that names the file. */
export function acceptFiles(offered: readonly OfferedFile[]): AcceptedFiles {
  const texts: SourceFile[] = [];
  const problems: Problem[] = [];
  for (const { name, content } of offered) {
    switch (content.kind) {
      case 'text':
        texts.push({ name, text: content.text });
        break;
      case 'not-utf8':
        problems.push(refusal(name, 'FILE-NOT-UTF8', notUtf8(content.offset)));
        break;
      case 'too-large':
        problems.push(refusal(name, 'FILE-TOO-LARGE', tooLarge(content.bytes)));
        break;
      default:
        unreachable(content);
    }
  }
  return { texts, problems };
}

function refusal(file: string, code: string, message: string): Problem {
  return { severity: 'error', code, message, path: [], resource: null, place: { file, line: 1, column: 1 } };
}

function notUtf8(offset: number): string {
  return `The file is not UTF-8 text: byte ${offset + 1} belongs to no character. Save it as UTF-8.`;
}

function tooLarge(bytes: number): string {
  const size = (bytes / 1024 / 1024).toFixed(1);
  return `The file has ${size} MiB; files larger than 50 MiB are not read.`;
}
