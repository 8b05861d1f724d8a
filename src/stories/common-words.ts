import { stemOf } from "./stem.ts";

/** Words that say nothing about which event an article tells of. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `a about above across after again against ago ahead all almost along already also although always am amid among an
  and another any anyone anything are aren't around as ask asked asking at away back be became because become been
  before began begin behind being below best better between beyond both but by call called came can can't cannot come
  comes coming could couldn't day days did didn't do does doesn't doing don't done down due during each early either
  else end even ever every everyone everything far few find first following for former found four from full further
  gave get gets getting give given gives giving go goes going good got great had has hasn't have haven't having he her
  here hers him his hour hours how however i if in including inside instead into is isn't it it's its itself just keep
  key knew know known last late later latest least less let like likely little live long look looks made main make
  makes making man many may maybe me mean might mr mrs ms month months more morning most much must my near nearly need
  needs never new news next night no nor not nothing now of off often old on once one only onto or other others our
  out over own part past people per place put quite rather read really report reported reportedly reporter reporters
  reports right said same saw say saying says second see seem seen set several shall she should show shows since six
  so some someone something soon spoke still story such sure take taken takes taking tell tells ten than that that's
  the their them themselves then there these they thing things think this those though thought three through thursday
  friday saturday sunday monday tuesday wednesday time times to today together told tomorrow tonight too took top
  toward towards tried try trying turn two under until up update updated updates upon us use used using very via video
  want wants was wasn't watch way ways we week weekend weeks well went were weren't what what's when where whether
  which while who whole whom whose why will with within without won't work would wouldn't year years yes yesterday yet
  you your analysis opinion exclusive breaking explainer explained briefing january february march april june july
  august september october november december according photo image getty reuters afp ap file says seen shown picture
  pictured getty images`
    .split(/\s+/)
    .filter(Boolean),
);

/** Words that half the news of this field holds: they tell a little, never much. */
export const FIELD_WORDS: ReadonlySet<string> = new Set([
  "US",
  "China",
  ...`tension relation tie official talk president visit trip state country world leader secretary government govern
  administration white house relationship foreign policy minister`
    .split(/\s+/)
    .map(stemOf),
]);
