/** The words of the closed classes, by the tag they get. */
export const CLOSED_WORDS = {
  determiner: `the a an this these those some any each every no another both either neither all many most several few
    much more such half`,
  possessive: "his her its their our my your whose",
  pronoun: `i he she they we it you nobody someone somebody anyone anybody everyone everybody everything nothing
    something anything there these`,
  object: "him them us me himself herself themselves itself ourselves myself yourself",
  preposition: `of in on at by for with from about into through over between against under among amid during without
    within along across behind beyond near toward towards upon onto off out up down around above below inside outside
    via per despite like unlike since until till before after ahead besides beside regarding concerning following
    throughout alongside versus vs plus minus except including`,
  subordinator: "because while although though if unless whereas when whenever once as whether lest than",
  conjunction: "and but or nor yet so",
  wh: "who whom which what how why where whoever whatever whichever",
  be: "be is are was were been being am 's 're isn't aren't wasn't weren't ain't",
  have: "have has had having 've haven't hasn't hadn't",
  do: "do does did doing don't doesn't didn't",
  modal: `will would can could may might must shall should 'll 'd won't wouldn't can't cannot couldn't mustn't shouldn't
    mightn't needn't`,
  adverb: `not never also then now later again once still already just only even often always repeatedly previously
    recently earlier further reportedly simply merely ever perhaps maybe however therefore thus instead meanwhile too
    very quite rather almost nearly soon yesterday today tomorrow tonight here twice thereafter otherwise
    nevertheless nonetheless moreover furthermore likewise elsewhere sometimes long flatly else thereby hence ago likely`,
  adjective: `other own new old good bad great big small high low long short early late last next first second third
    same different possible able unable clear important necessary strong weak important sure certain
    true false right wrong ready open close free full common recent current former senior top key major
    political economic military public private national international foreign global local joint bilateral chinese
    american russian british european japanese korean taiwanese democratic republican`,
  number: `one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands
    million millions billion billions`,
} as const;

/** Days, months and the like: they tell when something was said, and are never part of a speaker's name. */
export const TIME_WORDS = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december jan feb mar apr jun jul aug sept sep oct nov dec yesterday today tomorrow tonight
  morning afternoon evening night noon midday week month year weekend weeks months years hours minutes days day hour`.split(
    /\s+/u,
  ),
);

/** Verbs whose base and -s forms are as often nouns: their neighbours decide. */
export const NOUN_VERBS = new Set(
  `claim report note call plan question demand comment state post text email tweet blog quote estimate forecast project
  record document list issue attack support fear hope doubt guess view vow pledge promise offer order request appeal
  charge challenge answer reply remark joke quip boast signal hint alert address detail dispute outline reference
  express present feature number account show find need aim desire favor favour use caution warn object protest brand
  label name term cast figure worry dream trust judge regard order press lobby request petition command invite
  counsel message cable lecture brief notice highlight release rule address mention raise issue champion defend fault
  credit lash rail blast slam insult tease salute thank welcome praise blame regret back mean try reason rant joke
  reflect complaint laugh smile chuckle sigh shout yell scream cry whisper roar gasp groan grin nod shrug snap
  grumble begin start finish end cheer beam bark boom sing advance access aid arrest attempt auction ban battle bear
  benefit bet bid block blow bomb boost break broadcast build bump burn buy calculate campaign capture care catch cause
  change chase check claim clash clean clear close collapse combat compound concern conduct conflict contact contract
  contribute control cost count cover crack curb cut damage date deal debate decrease delay design display
  divide double draft draw drive drop ease edge employ end escape exchange exercise experience export face fall
  fight file fill finance finish fire fit fix flood flow focus force form fuel function fund gain grant group
  guide halt hand harm head heat help hit hold hope host impact import increase influence interview issue join jump keep kick
  kill lack land launch lead leak leap leave level lie lift light limit line link load lock look lower mark market match
  matter measure meet mention mind mix monitor mount move murder need order pace partner pass pause pay peak permit pick
  pilot place play point poll position post pour power practice present pressure price process produce profit program protest
  pull pump purchase push quarter question race raid raise rally range rank rate reach read rebound record recruit release
  remain repair report request research reserve reset respect rest result retreat return review reward ride rise risk
  roll rule run rush sail sale sanction save scale scare schedule score search seat secret sense sentence serve set
  settle shake shape share shelter shift ship shock shoot shop show sign sink slide slow sound sour spark spin split
  sponsor spread spring spur spy squeeze staff stage stand start state stay steer stem step stick stop store storm strain
  stress stretch strike strip struggle study subject supply surface surge surprise survey swap sweep swing switch talk
  tap target tear test thaw think throw tie top total touch tour trace track trade train transfer transit travel treat
  trigger trip trouble turn upset use value veto visit voice vote wage wait walk wave wear weigh win wind witness
  wonder work worsen wrap yield contract counter contest pitch lead echo conclude`.split(/\s+/u),
);

/** Nouns that speak: what stands behind them is said by their owner. */
export const SPEECH_NOUNS = new Set(
  `claim claims statement statements warning warnings assertion assertions allegation allegations suggestion promise
  promises pledge pledges vow threat threats accusation accusations argument belief view insistence contention
  announcement remark remarks comment comments call calls demand demands request complaint complaints prediction
  assurance assurances declaration proposal admission confirmation denial report reports rumor rumors speculation
  conclusion finding findings hope hopes fear fears concern concerns idea notion charge charges acknowledgment
  recommendation revelation testimony message appeal question questions doubts criticism praise`.split(
    /\s+/u,
  ),
);

/** Things in which something is said; as a subject they speak for whoever made them. */
export const SPEAKING_THINGS = new Set(
  `report statement letter study survey poll document documents memo email tweet post article editorial commentary
  paper communique readout analysis complaint lawsuit indictment filing ruling transcript message release notice
  book op-ed column story data figures findings results research order note white-paper agreement resolution interview speech video broadcast
  reports statements letters studies surveys polls emails tweets posts articles editorials papers readouts analyses
  records statistics files transcripts filings memos investigation review assessment audit census inquiry`.split(
    /\s+/u,
  ),
);

/** People and bodies by what they are: heads of noun phrases that can speak. */
export const PEOPLE_NOUNS = new Set(
  `official officials spokesman spokeswoman spokesperson spokespeople analyst analysts expert experts source sources
  minister ministers president secretary ambassador diplomat diplomats senator senators congressman congresswoman
  lawmaker lawmakers representative leader leaders chief director chairman chairwoman chair professor researcher
  researchers scholar scholars economist economists executive executives adviser advisers advisor advisors aide aides
  critic critics supporter supporters observer observers reporter reporters journalist journalists ministry government
  department administration embassy agency company companies firm group groups committee commission council party
  parties side sides court judge judges lawyer lawyers attorney prosecutor prosecutors police officer officers general
  commander military army navy pentagon union association institute team campaign candidate candidates governor mayor
  commentator editor author writer newspaper tabloid network outlet outlets media organisation organization
  organisations organizations person people man woman men women student students resident residents voter voters
  member members delegate delegates founder owner partner ceo fellow activist activists protester protesters
  investigators authorities veteran veterans counterpart counterparts negotiator negotiators strategist historian
  scientist scientists doctor investor investors trader traders manager head deputy nominee politician
  politicians republican republicans democrat democrats conservatives liberals nation country countries
  premier vice chancellor prime king queen prince envoy anchor coach player fan fans friend father mother son daughter
  wife husband brother sister family families parent parents teacher teachers`.split(/\s+/u),
);
