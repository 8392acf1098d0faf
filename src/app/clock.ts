/** Time, handed in: the program itself reads no clock, so that tests can turn it. */
export interface Clock {
  /** Runs once after `delayMs`; the answer cancels. */
  after(delayMs: number, run: () => void): () => void;
  /** Now, as an ISO 8601 text. */
  timestamp(): string;
}
