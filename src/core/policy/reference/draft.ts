/** What a generator makes before it is known to be JSON. */
export type Draft = Readonly<Record<string, unknown>>;
