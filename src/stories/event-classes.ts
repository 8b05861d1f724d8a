import { createPhraseFinder } from "../reading/phrases.ts";
import type { Word } from "../reading/words.ts";

/** Meaning classes of what happens; a word may stand in one class only. */
const CLASSES: Readonly<Record<string, string>> = {
  attack:
    "attack* | strike* | struck | hit | hits | hitting | bomb* | shell | shelled | shelling | raid* | missile strike* | airstrike* | drone strike* | pound* | assault*",
  kill: "kill* | dead | death* | die | died | dies | fatal* | slain | murder*",
  shoot: "shot | shoot* | gunman | gunmen | gunfire | opens fire | opened fire",
  arrive:
    "arriv* | land in | lands in | landed in | touch* down | begins visit | begins trip | kicks off visit",
  travel: "visit* | trip* | travel* | head to | heads to | heading to | flies to | flew to | tour",
  meet: "meet* | met with | met | summit* | sit down | sat down | talks | face to face | huddle*",
  call: "phone call* | phoned | call with | spoke by phone | video call*",
  "shoot-down": "shot down | shoot down | shoots down | downed | shooting down",
  tariff: "tariff* | dut|duties on | levies on | import tax*",
  sanction: "sanction* | blacklist* | entity list | asset freeze* | export ban*",
  retaliate: "retaliat* | countermeasure* | hits back | hit back | tit for tat | counter* tariff*",
  agree: "agree* | deal | pact | accord | truce | treaty | sign|signs|signed deal | consensus",
  reject: "reject* | refus* | rebuff* | declin* | snub* | turns down | turned down",
  accuse:
    "accus* | blam* | condemn* | denounc* | slam* | blast* | lash* out | rebuk* | criticis* | criticiz*",
  warn: "warn* | threaten* | threat* | caution*",
  charge: "charg* | indict* | arraign*",
  arrest: "arrest* | detain* | detention* | custody | held",
  convict: "convict* | guilty | sentenc* | jailed",
  sue: "sue | sues | sued | lawsuit* | suing",
  rule: "ruling | rules | ruled | court | judge | justices | appeals court",
  vote: "vote* | voting | ballot* | election* | poll | polls | primary | caucus*",
  pass: "pass|passes|passed bill | legislation | bill",
  resign: "resign* | step* down | quit | quits | ousted | oust* | fired | sack* | removed from",
  appoint: "appoint* | nominat* | named | pick* | tapped | sworn in | confirm*",
  launch: "launch* | test fire* | fires missile | fired missile | unveil* | rolls out",
  drill: "drill* | exercise* | war games | wargames | maneuver* | manoeuvre*",
  sail: "sail* | transit* | warship* | destroyer* | patrol*",
  spy: "spy* | espionage | surveil* | hack* | cyberattack* | eavesdrop*",
  hotline: "hotline* | military to military | mil mil | crisis communication* | military communication*",
  ban: "ban | bans | banned | banning | block* | bar | bars | barred | restrict* | curb*",
  buy: "buy* | acqui* | takeover | merger | bid for | purchase*",
  fall: "fall | falls | fell | plunge* | tumble* | drop* | slump* | slide* | sink*",
  rise: "rise* | rose | surge* | soar* | jump* | climb* | rally | rallies | rallied | record high*",
  layoff: "layoff* | lays off | laid off | job cuts | cut jobs",
  protest: "protest* | demonstrat* | riot* | unrest | march on",
  crash: "crash* | collid* | derail* | collision*",
  quake: "earthquake* | quake* | tremor*",
  storm: "hurricane* | storm* | tornado* | flood* | typhoon* | cyclone*",
  fire: "wildfire* | blaze* | fire breaks out",
  rescue: "rescue* | search for | missing",
  apology: "apolog* | walk* back | regret*",
  praise: "prais* | hail* | applaud* | welcom*",
  urge: "urg* | call* for | press* for | demand* | appeal* for",
  delay: "delay* | postpon* | cancel* | called off | put off",
  resume: "resum* | restart* | reopen* | revive* | restor*",
  aid: "aid | aids | weapons package | military aid | assistance package | humanitarian",
  withdraw: "withdraw* | pull* out | retreat* | exit*",
  invest: "invest* | funding | stake",
  infect: "infect* | cases | outbreak* | variant* | tested positive | tests positive",
  vaccine: "vaccin* | booster* | jab*",
};

const finder = createPhraseFinder(
  Object.entries(CLASSES).flatMap(([name, phrases]) =>
    phrases.split(" | ").map((phrase) => [phrase.trim(), name] as const),
  ),
);

/** A title with one of these tells of what is planned, awaited or feared. */
const AHEAD = `will | may | could | might | set to | expected | plan|plans|planning | prepar* | ahead of | upcoming | loom* | ready to | poised |
  hope|hopes to | weigh* | consider* | eyes | mulls | looks to | due to | likely to | on track to | scheduled |
  to meet|visit|seek|hold|announce|deliver|press|urge|discuss|impose|sign|launch|host|send|focus|resume|target|speak|ban|sell|buy|testify|step|face|travel|attend|vote|run|join|propose|unveil|release|end|cut|raise`;

/** A title with one of these answers something that was said or done before. */
const REACTION = `fire* back | hit|hits back | lash* out | respond* | response | react* | rebuk* | slam* | blast* | rip|rips | bash* | furious | fury |
  criticis* | criticiz* | condemn* | denounc* | protests | mock* | dismiss* | defend|defends | backlash | anger* | outrage* | barb|barbs |
  provocation | absurd | comment|comments | remark|remarks | say|says | warn|warns | retaliat* | vow|vows | demands apology|answers | claps|clapped back |
  push|pushes|pushed back | assail* | grumbl* | hail* | praise|praises`;

const ahead = createPhraseFinder(listed(AHEAD));
const reaction = createPhraseFinder(listed(REACTION));

/** The classes of the event words, in order of first appearance, each once. */
export function eventClassesOf(words: readonly Word[]): string[] {
  return [...new Set(finder.find(words).map(({ value }) => value))];
}

export function isAhead(title: readonly Word[]): boolean {
  return ahead.find(title).length > 0;
}

export function isReaction(title: readonly Word[]): boolean {
  return reaction.find(title).length > 0;
}

function listed(phrases: string): [string, true][] {
  return phrases.split(/\s\|\s/).map((phrase) => [phrase.trim(), true]);
}
