/** A set of addresses of both families: sorted, disjoint, non-adjacent inclusive ranges `[first, last, first, last, …]`. */
export interface AddressSet {
  readonly v4: readonly number[];
  readonly v6: readonly bigint[];
}
