/** A lesson that comes with the program; its file is fetched when it is opened. */
export interface LibraryLesson {
  /** Name of its file. */
  readonly name: string;
  /** Of the lesson in it, as are the others. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  /** The text of its file. */
  readonly read: () => Promise<string>;
}
