/**
 * The paged ledger's codec: how units, credits and addresses of many holders lie in few storage values. The same as
 * `backlot_api::ledger`, in which the contracts write; `test/vectors.json` comes from there.
 *
 * - amounts: unsigned LEB128 varints, one a slot, in index order; zero slots at the end are left out;
 * - addresses: one length byte, then the canonical bytes, one a slot.
 *
 * @module
 */

/** Holders in one page of units or of addresses (`rights`). */
export const RIGHTS_PAGE = 32;
/** Holders in one page of credits (`returns`): a multiple of {@link RIGHTS_PAGE}. */
export const CREDIT_PAGE = 128;

/** Why bytes are not a page. */
export type LedgerFault = "truncated" | "overflow" | "not_shortest" | "too_many_slots" | "address_length";

const FAULTS: { readonly [Fault in LedgerFault]: string } = {
  truncated: "page ends within a slot",
  overflow: "amount does not fit its type",
  not_shortest: "amount is not in its shortest form",
  too_many_slots: "page has more slots than it may",
  address_length: "address is empty or longer than 255 bytes",
};

/** Bytes that are not a page: another contract's, or another version's. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  /** Why. */
  readonly fault: LedgerFault;

  /** @param fault Why. */
  constructor(fault: LedgerFault) {
    super(FAULTS[fault]);
    this.fault = fault;
  }
}

/** Reads a varint of at most 128 bits at `at`: its value, and where the next one begins. Throws {@link LedgerError}. */
export function takeVarint(bytes: Uint8Array, at: number): [value: bigint, next: number] {
  let value = 0n;
  for (let shift = 0n, next = at; ; shift += 7n) {
    const byte = bytes[next];
    if (byte === undefined) throw new LedgerError("truncated");
    next += 1;
    const low = BigInt(byte & 0x7f);
    if (shift > 126n || (shift === 126n && low > 0b11n)) throw new LedgerError("overflow");
    value |= low << shift;
    if (byte < 0x80) {
      if (low === 0n && shift > 0n) throw new LedgerError("not_shortest");
      return [value, next];
    }
  }
}

function takeUint32(bytes: Uint8Array, at: number): [value: number, next: number] {
  const [value, next] = takeVarint(bytes, at);
  if (value > 0xffff_ffffn) throw new LedgerError("overflow");
  return [Number(value), next];
}

/** Reads a page of amounts into exactly `slots` values; slots that were left out are zero. Throws {@link LedgerError}. */
export function decodeAmounts(bytes: Uint8Array, slots: number): bigint[] {
  const amounts: bigint[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (amounts.length === slots) throw new LedgerError("too_many_slots");
    const [amount, next] = takeVarint(bytes, at);
    amounts.push(amount);
    at = next;
  }
  while (amounts.length < slots) amounts.push(0n);
  return amounts;
}

/** Writes amounts (each at most 128 bits) as a page. */
export function encodeAmounts(amounts: readonly bigint[]): Uint8Array {
  const bytes: number[] = [];
  let used = 0;
  for (const amount of amounts) {
    let rest = amount;
    do {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      bytes.push(rest === 0n ? low : low | 0x80);
    } while (rest !== 0n);
    if (amount !== 0n) used = bytes.length;
  }
  return Uint8Array.from(bytes.slice(0, used));
}

/** Reads a page of addresses into their canonical bytes. Throws {@link LedgerError}. */
export function decodeAddresses(bytes: Uint8Array): Uint8Array[] {
  const addresses: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = bytes[at] ?? 0;
    if (length === 0) throw new LedgerError("address_length");
    const end = at + 1 + length;
    if (end > bytes.length) throw new LedgerError("truncated");
    addresses.push(bytes.slice(at + 1, end));
    at = end;
  }
  return addresses;
}

/** The head of a series' ledger. */
export interface LedgerHead {
  /** All units in being: the sum of all pages. */
  readonly supply: bigint;
  /** Indices given out; pages 0 to ⌈slots / 32⌉ − 1 exist. */
  readonly slots: number;
  /** Wallets with at least one unit. */
  readonly holders: number;
  /** The greatest address that ever got an index, in canonical bytes. */
  readonly highest: Uint8Array;
}

/** Reads the head of a series' ledger. Throws {@link LedgerError}. */
export function decodeHead(bytes: Uint8Array): LedgerHead {
  const [supply, afterSupply] = takeVarint(bytes, 0);
  const [slots, afterSlots] = takeUint32(bytes, afterSupply);
  const [holders, afterHolders] = takeUint32(bytes, afterSlots);
  return { supply, slots, holders, highest: bytes.slice(afterHolders) };
}
