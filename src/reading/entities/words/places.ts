import { wordSet } from "./word-set.ts";

/** A place's name may end with these. */
export const PLACE_ENDS = wordSet(`
  Airport Alps Archipelago Atoll Avenue Basin Bay Beach Boulevard Bridge Canal Canyon Cape Castle Cay City Coast County
  Counties Creek Crossing Desert District Falls Field Forest Glacier Gulf Harbor Harbour Heights Highlands Highway Hill
  Hills Island Islands Isles Junction Lake Lakes Lane Mesa Mount Mountain Mountains Oblast Ocean Palace Park Pass
  Peninsula Pier Plains Plateau Plaza Point Port Prefecture Province Range Reef Ridge River Road Sea Shoal Shore Sound
  Springs Square Stadium Station Strait Straits Street Terrace Territory Territories Town Township Trail Tunnel Valley
  Village Volcano Woods Zone Arena
`);

/** A place's name may begin with these. */
export const PLACE_STARTS = wordSet(`
  Al Cape Central Costa Downtown East Eastern El Fort Greater Gulf Isle Khan Kota Kuala La Lake Las Los Lower Mount
  Mt Nizhny North Northern North-West Northeast Northwest Outer Port Puerto Puerta Saint St San Santa Santo Sea Sierra
  South Southeast Southern Southwest Strait Tel Upper Val West Western
`);

/** Directions before a place belong to it: "northern Iraq" does not, "Northern Ireland" does. */
export const DIRECTIONS = wordSet(
  "North South East West Northern Southern Eastern Western Central Upper Lower Greater",
);

/** Before a name, these say that it is a place. */
export const PLACE_PREPOSITIONS = wordSet(
  "in at near from outside around throughout across inside via into to",
);

/** Before a name we know nothing of, these say that it is a place; "to" and "from" stand before companies too. */
export const SURE_PREPOSITIONS = wordSet("in near outside around across throughout");
