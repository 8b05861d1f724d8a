import type { Side } from "../model.ts";
import type { NameTree } from "./aliases.ts";
import { appendTo } from "./append-to.ts";
import { piecesOf } from "./pieces.ts";
import type { Office, Organisation, Person, Place, Tenure } from "./records.ts";

/** Words that make no difference between offices. */
const EMPTY_WORDS = new Set(
  "the of for and 's ' a an - , & affairs national state's then former current incoming outgoing new".split(
    " ",
  ),
);
const SAME_WORDS: Readonly<Record<string, string>> = {
  defense: "defence",
  advisor: "adviser",
  spokesman: "spokesperson",
  spokeswoman: "spokesperson",
  chairman: "chair",
  chairwoman: "chair",
  chairperson: "chair",
  premiers: "premier",
  vice: "vice",
  "u.s": "u.s.",
  minster: "minister",
};
const SIDE_COUNTRY: Readonly<Partial<Record<Side, string>>> = {
  US: "united-states",
  PRC: "china",
  Taiwan: "taiwan",
  "Hong Kong": "hong-kong",
};

export interface OfficeAnswer {
  readonly office: Office;
  /** Who held it on the day asked for; several where that is normal, none where we know of nobody. */
  readonly holders: readonly Person[];
}

export interface OfficeQuestion {
  readonly date: Date;
  /** Whose office, when the words do not say: "the foreign minister" in a sentence about China. */
  readonly country?: string | undefined;
}

interface OfficeWords {
  readonly role: string;
  readonly country: string | null;
}

const MOST_ASKED = 2_000;
/** In letters; nothing longer is asked twice. */
const LONGEST_ASKED = 80;

/** The part of `Knowledge` that knows who held which office when. */
export class OfficeBook {
  readonly #byRole = new Map<string, { readonly office: Office; readonly country: string | null }[]>();
  readonly #byId = new Map<string, Office>();
  readonly #rank = new Map<string, number>();
  readonly #tenuresOfOffice = new Map<string, Tenure[]>();
  readonly #tenuresOfPerson = new Map<string, Tenure[]>();
  readonly #people: ReadonlyMap<string, Person>;
  readonly #countries: NameTree;
  readonly #asked = new Map<string, OfficeWords>();
  /** The date asked for last: one article asks again and again. */
  #last = { time: Number.NaN, day: "" };

  constructor(
    records: {
      readonly offices: readonly Office[];
      readonly tenures: readonly Tenure[];
      readonly places: readonly Place[];
      readonly organisations: readonly Organisation[];
    },
    people: ReadonlyMap<string, Person>,
    countries: NameTree,
  ) {
    this.#people = people;
    this.#countries = countries;
    const governed = new Map(
      records.places.flatMap(({ id, standsFor, class: kind }) =>
        standsFor !== null && kind === "country" ? [[standsFor, id] as const] : [],
      ),
    );
    for (const office of records.offices) {
      this.#rank.set(office.id, this.#rank.size);
      this.#byId.set(office.id, office);
      for (const words of [office.title, ...office.aliases]) {
        const { role, country } = this.#readWords(words);
        const owner = SIDE_COUNTRY[office.side] ?? governed.get(office.organisation) ?? country;
        const known = this.#byRole.get(role)?.some((one) => one.office === office);
        if (!known) appendTo(this.#byRole, role, { office, country: owner });
      }
    }
    for (const tenure of records.tenures) {
      appendTo(this.#tenuresOfOffice, tenure.office, tenure);
      appendTo(this.#tenuresOfPerson, tenure.person, tenure);
    }
  }

  office(id: string): Office | null {
    return this.#byId.get(id) ?? null;
  }

  /** Offices that words such as "China's Foreign Minister" may name; empty when the words name none or too many. */
  find(words: string, country?: string): Office[] {
    const asked = this.#askedFor(words);
    const found = this.#byRole.get(asked.role) ?? [];
    const owner = asked.country ?? country ?? null;
    const theirs = owner === null ? [] : found.filter((one) => one.country === owner);
    if (asked.country !== null || theirs.length > 0) return theirs.map(({ office }) => office);
    return new Set(found.map((one) => one.country)).size === 1 ? found.map(({ office }) => office) : [];
  }

  holders(officeId: string, date: Date): Person[] {
    const day = this.#dayOf(date);
    return (this.#tenuresOfOffice.get(officeId) ?? [])
      .filter((tenure) => holdsOn(tenure, day))
      .flatMap(({ person }) => this.#people.get(person) ?? []);
  }

  /** Every tenure of a person, oldest first. */
  tenuresOf(personId: string): Tenure[] {
    return (this.#tenuresOfPerson.get(personId) ?? []).toSorted((a, b) => a.from.localeCompare(b.from));
  }

  /** What a person held on a day: the highest first, as the data file ranks them, acting ones last. */
  officesAt(personId: string, date: Date): Office[] {
    const day = this.#dayOf(date);
    return (this.#tenuresOfPerson.get(personId) ?? [])
      .filter((tenure) => holdsOn(tenure, day))
      .toSorted(
        (a, b) => Number(a.acting) - Number(b.acting) || this.#rankOf(a.office) - this.#rankOf(b.office),
      )
      .flatMap(({ office }) => this.#byId.get(office) ?? []);
  }

  #dayOf(date: Date): string {
    const time = date.getTime();
    if (time !== this.#last.time) this.#last = { time, day: date.toISOString().slice(0, 10) };
    return this.#last.day;
  }

  #rankOf(officeId: string): number {
    return this.#rank.get(officeId) ?? this.#rank.size;
  }

  /** The same words are asked again and again: in one text for several countries, and from text to text. */
  #askedFor(words: string): OfficeWords {
    const known = this.#asked.get(words);
    if (known) return known;
    if (this.#asked.size === MOST_ASKED) this.#asked.clear();
    const read = this.#readWords(words);
    if (words.length <= LONGEST_ASKED) {
      // Letters put together anew: a slice would keep the article that it was cut from.
      this.#asked.set(words.split("").join(""), read);
    }
    return read;
  }

  /** "China's Minister of National Defense" is the country china and the role "defence minister". */
  #readWords(words: string): OfficeWords {
    const parts = piecesOf(words);
    const role: string[] = [];
    let country: string | null = null;
    for (let index = 0; index < parts.length; index += 1) {
      const match = this.#countries.longestAt(parts, index);
      const target = match?.targets[0];
      if (match && target) {
        // "ambassador to China": that country is part of the office, not whose it is.
        if (role.at(-1) === "to") role.push(target.id);
        else country ??= target.id;
        index = match.endPiece - 1;
        continue;
      }
      const key = parts[index]?.key ?? "";
      if (!EMPTY_WORDS.has(key)) role.push(SAME_WORDS[key] ?? key);
    }
    return {
      role: role
        .filter((word) => word !== "to")
        .toSorted()
        .join(" "),
      country,
    };
  }
}

/** ISO days compare as text. The day of a handover belongs to the successor. */
const holdsOn = ({ from, to }: Tenure, day: string): boolean => from <= day && (to === null || day < to);

/** Words that say whose office it is without naming the country. */
const SAYS_WHOSE: Readonly<Partial<Record<Side, RegExp>>> = {
  US: /\b(?:US|U\.S\.|United States|Pentagon|White House|Senate|House|Federal|American|Congress|CIA|FBI|Chief executive)\b/u,
  PRC: /\b(?:Chin(?:a|ese)|Communist|CCP|CPPCC|Central|Politburo|PLA|PRC|Hong Kong|Taiwan|People's|MFA|[Cc]hief)\b/u,
  Taiwan: /\b(?:Taiwan(?:ese)?|Kuomintang|Taipei|Democratic Progressive|TSMC)\b/u,
  "Hong Kong": /\bHong Kong\b/u,
};

/** An office as shown beside a name, so that it says whose it is: "US Secretary of State". */
export function printOffice({ title, side }: Office): string {
  if (SAYS_WHOSE[side]?.test(title) ?? true) return title;
  return side === "US" ? `US ${title}` : `${title} of ${side === "PRC" ? "China" : side}`;
}
