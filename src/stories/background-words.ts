import { FIELD_WORDS } from "./common-words.ts";
import { COUNTRY_BY_WORD } from "./country-words.ts";
import { stemOf } from "./stem.ts";

/**
 * How common a word is in the news of this field before an archive has shown it: of sixty articles, about so many
 * hold it. Rough on purpose: an archive counts for itself, and its own count takes over where it is higher.
 */
const MOST = 40;
const MANY = 20;
const SOME = 8;
/** A word that no list has: most content words are rare, though not as rare as a new archive makes them look. */
const OTHER = 4;
/** Names say most about which event it is. */
const NAME = 2;

const IN_MANY = `accuse accused action agree agreement aim american analyst announce
  announcement asia asian ask begin biden big bill billion blinken business call cent change chief chinese chip
  claim close committee communication communist companies company compete competition concern conference conflict
  congress continue cooperate cooperation day deal decision defence defense democrat democratic department
  dialogue diplomacy diplomat diplomatic east economic economy effort end europe european expect expert export
  face force global group growing head held help high hold hope import important increase international interview
  island issue jinping law lawmaker lead led level major make market measure media meet meeting member military
  million ministry month move nation national need news north open pacific party percent plan political politics
  power press pressure public push region republican respond response rise sanction sea security seek senate
  senior significant source south spokesman spokesperson spokeswoman start statement states step strait strategic
  strategy support tariff technology tell time told trade trump united urge use want war warn warning week west
  work xi year`;

const IN_SOME = `accident accord account achieve act activity add adviser advisor affair age agency agenda aggression aggressive
  aid air aircraft airline airport allegation alleged alliance allow ally anger announced annual answer apart
  appeal appear approach approve area arm army arrest arrival arrive article assembly assert attack attempt attend
  attention attorney auto automaker aviation avoid award balance balloon ban bank bar barrier base basic battery
  battle behavior behaviour beijing believe benefit bid bilateral blast block bloomberg board boat boost border
  boss box break bring broad broadcast build building bureau buy buyer campaign candidate capability capacity
  capital capitol car card career cargo carry case cash cause caution center central centre ceo ceremony chair
  chairman challenge chance charge chemical child children citizen city civil civilian clash clean clear climate
  coal coast college comment commerce commercial commission commit commitment common community complain complaint
  concession condemn condition confirm confront confrontation connect consensus consequence consider constructive
  consulate consumer contact contain content contract control controversial controversy convict cool cooperative
  corporate cost council counter counterpart county couple course court cover create crime criminal crisis critic
  critical criticise criticism criticize cross cultural culture curb currency current custom customer cut cyber
  cybersecurity damage danger dangerous data date dead deadly death debate debt decade declare decline deep defend
  degree delay delegation deliver demand democracy denounce deny deploy deputy describe despite destroy detail
  detain deter deterrence develop development device die differ difference different difficult direct director
  disagree disagreement discuss discussion dismiss dispute doctor document dollar domestic door double doubt draw
  drill drive driver drone drop drug early ease education effect elect election electric electronic embassy emerge
  emergency emission employee energy engage engagement engine engineer enter environment envoy equal equipment era
  escalate escalation espionage establish estimate event evidence exchange executive exercise expand expel explain
  express extend extra eye facility fact factory fail failure fair fall fallout family farm farmer fear federal
  fee fellow fentanyl field fight fighter figure final finance financial fire firm fiscal flight flow focus food
  footage forum framework free freedom freeze fresh friend friendly front fuel fund funding future gain game gap
  gas gather general generation giant goal goods grain grant ground growth guarantee guard guest guide gun hack
  hacker halt hand handle happen hard harm health hear hearing heart heavy helicopter highlight hit holiday home
  hong hospital host hostile hotel hotline household housing human idea identify illegal immediate immigration
  impact implement imply impose improve incident include income independence independent industrial industry
  inflation influence inform information infrastructure initiative injure injured innovation insist inspect
  institute institution insurance intellectual intelligence intend intense intercept interest internet intervene
  invade invasion invest investigate investigation investigator investment investor invite involve jail jet job
  join joint journal journalist judge jump jury justice justify kill killed king kong lab labor labour land
  language large late launch lawsuit lawyer leadership learn legal legislation legislative legislator lender
  letter liberal licence license lift light limit line link list loan local location london lose loss lower
  machine mainland maintain maker male manage management manager manufacture manufacturer manufacturing maritime
  mark mass material matter mayor mean meaningful memo mention message metal mid milestone mineral mission
  mistrust misunderstand model moment monetary money monitor motive mutual name narrow native natural naval navy
  negotiate negotiation negotiator network normal note notice nuclear number object objection observe ocean offer
  office officer operate operation operator opponent opportunity oppose opposition option order organisation
  organization outbreak overseas owner pact page pandemic panel paper parent park parliament part participate
  partner partnership passenger path patrol pause pay peace peaceful penalty pentagon perform period permanent
  permit person personal phone photo pick picture pilot place plane planet plant platform play player pledge point
  police policymaker poll pollution poor popular population port position positive possible post potential
  practice praise predict premier prepare presence present presidency presidential prevent previous price prime
  principle priority prison private probe problem procedure process produce producer product production professor
  profit program programme progress project promise promote property proposal propose prosecute prosecutor protect
  protection protest prove provide province provocation provocative publication publish purchase purpose pursue
  quarter question quick race radar raise range rate reach react reaction ready real reason rebuke receive recent
  recession recognise recognize record recover reduce refer reform refuse regard regime regional regular regulate
  regulation regulator reiterate reject release reliance rely remain remark remove renew rent repair repeat
  replace represent representative republic request require research researcher resident resign resolve resource
  responsibility responsible rest restore restrict restriction result resume retail retaliate retaliation return
  reveal revenue review risk rival rivalry road role roll room round route row rule run rural safe safety sail
  sale satellite save scene schedule scholar school science scientist screen search season seat section sector
  seize self sell seller semiconductor senator send sense sensitive sentence separate serious serve server service
  session set settle share shareholder sharp shift ship shipment shipping shoot shop short shut side sign signal
  silence similar simple single sit site situation slam slow small social society soft soldier sovereignty space
  spark speak speaker special specific speech speed spend spending split spread spy square stabilise stability
  stabilize staff stage stake stance stand standard status stay steady steal steel stock stop store strain street
  stress strike strong student study subject subsidy substantial succeed success suffer suggest summer summit
  supplier supply surge surprise surveillance survey suspect suspend suspicion system tactic target task tax
  teacher team tech tense term territory test text thaw theft threat threaten threshold tone tool total tour
  tourism tourist town track trader tradition traffic train training transfer transit transport travel traveler
  treasury treat treaty trend trial troop trouble truck true trust turn unilateral union university unprecedented
  unusual urgent user vaccine value vehicle venture version vessel veteran victim victory view village violate
  violation violence violent virus visa visitor vital voice volume vote voter vow vulnerable wage wait wake wall
  warplane warship washington watch water wave way weak weaken wealth weapon weather website welcome western widen
  willing win window winter wire woman women word worker workforce worry worth wrong xinjiang york young`;

const COUNT_BY_STEM: ReadonlyMap<string, number> = new Map(
  (
    [
      [IN_SOME, SOME],
      [IN_MANY, MANY],
    ] as const
  ).flatMap(([words, count]) =>
    words
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => [stemOf(word), count] as const),
  ),
);

const YEAR = /^20\d\d$/u;
const COUNTRIES = new Set(COUNTRY_BY_WORD.values());

/**
 * How many of the newest sixty articles of a term would hold it, by general knowledge.
 *
 * @param term a word's stem, or a country, as in a fingerprint
 */
export function backgroundCount(term: string, isName: boolean): number {
  if (FIELD_WORDS.has(term)) return MOST;
  if (COUNTRIES.has(term)) return SOME;
  if (YEAR.test(term)) return MANY;
  return COUNT_BY_STEM.get(term) ?? (isName ? NAME : OTHER);
}
