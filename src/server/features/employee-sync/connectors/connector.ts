/** A file as it stands in a folder, here or on another machine. */
export interface SeenFile {
  name: string;
  bytes: number;
  time: Date;
  regular: boolean;
}

/** Something a run can be made of: a file of a folder, or the answers of an HRIS. */
export interface Offer {
  name: string;
  time: Date | null;
  bytes: number | null;
}

/** People that came so far. */
export interface SeenPeople {
  count: number;
  /** Nobody comes after them. */
  all: boolean;
  /** How many there are, as the source says. */
  total: number | null;
}

/** An open way to a source. */
export interface Session {
  /** What a source without files has to give; null: choose from `list`. */
  whole: Offer | null;
  /** What there is to take, before anything is chosen. */
  list(): Promise<SeenFile[]>;
  /** Streams one, in flat memory. Ends with an error unless all of it came. */
  read(offer: Offer): AsyncIterable<Uint8Array>;
  /** Of answers that are no file: how many people came so far, and of how many, where the source knows. */
  people?(): SeenPeople;
  /** After `read`: why not everyone was seen, where the source knows. */
  incomplete(): string | undefined;
  /** The file is kept here: what the source wants done with its own copy. */
  settle(offer: Offer): Promise<void>;
  close(): Promise<void>;
}
