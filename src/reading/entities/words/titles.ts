import { wordSet } from "./word-set.ts";

/** Stand before a name and never belong to it; lower case, without full stop. */
export const HONORIFICS = wordSet(`
  ag mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron sheikh sheikha shaikh mullah ayatollah imam
  pope cardinal archbishop bishop rabbi reverend rev father sister brother saint mother king queen prince princess
  duke duchess emperor empress emir sultan crown tsar comrade madam madame monsieur señor herr frau
  president vice-president vp premier chancellor minister pm sec secretary undersecretary ambassador envoy consul
  senator sen sens representative rep reps congressman congresswoman congressmen lawmaker delegate assemblyman
  assemblywoman alderman councillor councilor councilman councilwoman mp mps mep governor gov lt lieutenant mayor
  speaker whip majority minority leader chair chairman chairwoman chairperson vice-chairman director director-general
  chief head commissioner inspector superintendent detective constable officer sheriff deputy marshal
  general gen admiral adm vice rear colonel col captain capt commander cmdr major maj sergeant sgt corporal cpl
  private pvt airman brigadier brig seaman spokesman spokeswoman spokesperson judge justice attorney prosecutor
  solicitor counsel lawyer barrister magistrate coach manager striker midfielder defender goalkeeper quarterback
  receiver linebacker cornerback guard forward center pitcher captain referee umpire skipper driver
  actor actress singer rapper comedian author writer novelist poet playwright filmmaker producer
  journalist reporter correspondent editor columnist anchor host photographer analyst economist strategist
  researcher scientist scholar historian sociologist expert fellow adviser advisor aide counselor counsellor
  ceo cfo coo cto cio founder co-founder cofounder owner entrepreneur billionaire tycoon mogul magnate investor
  banker trader executive dissident activist campaigner whistleblower designer architect artist musician
  educator guitarist vocalist drummer broadcaster presenter footballer cricketer golfer boxer astronaut
  chef doctor nurse surgeon pastor priest nominee candidate contender rival opponent incumbent frontrunner
  president-elect ex-president democrat republican
`);

/** Words that a title is built of before its last word: "Deputy Assistant Secretary". */
export const TITLE_PARTS = wordSet(`
  vice deputy assistant associate acting interim former ex senior junior chief principal special executive managing
  prime foreign finance defence defense interior health home trade commerce treasury justice labor labour energy
  education transport transportation agriculture environment culture press general attorney first second state
  party house senate opposition communist democratic republican crown national security policy affairs adviser
  financial operating technology information communications marketing medical science scientific executive officer
  editor-in-chief commander-in-chief non-executive honorary permanent under parliamentary presidential lead head
  global regional investment market economic political military naval army air staff judge minority majority
`);
