/**
 * What a verb of reporting takes: its class decides which frames of `frames.ts` are tried.
 *
 * - say: "said (that) …", "…, he said", "“…,” he said"
 * - tell: the same after an addressee, "told reporters that …"
 * - ask: a question, or someone asked to do something
 * - urge: "urged China to …", "called on China to …"
 * - commit: "vowed to …", "refused to …", "pledged that …"
 * - state: a that-clause or a thing, "announced sanctions", "denied that …"
 * - show: what reports and polls do, "found that …"
 * - call: "called it “a mistake”", "described the talks as candid"
 * - judge: the thing judged, "criticised the plan"
 * - talk: about something, "spoke about …", "referred to …"
 * - voice: manners of speaking that need quoted words, "“Yes,” she laughed"
 * - believe: states of mind, "believes that …"
 * - want: wishes and plans, "wants to …", "hopes for …"
 */
export const VERB_LISTS = {
  say: `say add note explain argue claim insist maintain contend assert state declare warn caution acknowledge admit
    concede conclude stress emphasise emphasize underline underscore reiterate repeat respond reply answer comment remark
    observe recall recount write tweet retweet post blog email text quip joke boast brag lament complain predict forecast
    suggest imply hint allege charge testify vouch estimate reckon mention clarify elaborate interject counter retort
    rejoin reason theorise theorize speculate posit hypothesise opine muse grumble gripe moan fume thunder confide
    confess swear affirm reaffirm attest aver avow profess protest object intone preach proclaim pronounce relate
    narrate report recite summarise summarize conjecture stipulate specify point-out make-clear spell-out
    announce reveal disclose indicate signal confirm deny tout bemoan chide venture volunteer postulate contest
    telegraph echo agree disagree marvel worry surmise advise communicate convey vent preface sum-up`,
  tell: `tell inform remind assure reassure notify brief convince persuade alert message lecture instruct admonish
    forewarn counsel cable warn advise caution scold`,
  ask: "ask inquire enquire query wonder question quiz grill",
  urge: `urge call-on exhort implore beg beseech press order command direct encourage invite challenge petition plead
    lobby appeal require request demand recommend propose advocate call-for push-for dare admonish summon enjoin
    discourage dissuade invite`,
  commit: `vow pledge promise threaten refuse decline offer agree undertake swear commit resolve guarantee volunteer
    consent decline`,
  state: `announce propose reject dismiss deny confirm cite reveal disclose signal unveil outline reiterate repeat
    declare rule demand predict forecast recommend request suggest acknowledge admit allege explain express voice
    present detail dispute refute rebut rebuff disavow disown discuss address mention raise reference tout highlight
    stress emphasise emphasize underscore underline advocate promote champion endorse oppose defend justify invoke quote
    recount recall concede advise caution publish release issue list describe estimate`,
  show: `show find suggest indicate reveal demonstrate illustrate prove conclude confirm establish determine discover
    learn estimate project record document imply`,
  call: `call describe label dub term brand characterise characterize portray depict denounce decry dismiss deride hail
    deem declare regard pronounce paint refer-to cast liken compare nickname`,
  judge: `criticise criticize praise condemn denounce blame accuse attack slam blast mock ridicule rebuke chastise
    chide scold rip bash lambast lambaste assail deride decry bemoan lament lambast castigate censure fault applaud
    commend laud hail salute thank congratulate welcome endorse defend insult berate disparage belittle impugn
    excoriate skewer pan knock taunt tease lash-out hit-out rail vilify demonise demonize disparage compliment credit
    apologise apologize regret deplore tout extol trash savage hammer pillory malign upbraid reprimand reproach admonish
    protest object-to`,
  talk: `talk-about talk-of speak-about speak-of warn-of warn-about warn-against complain-about agree-with
    point-to boast-of boast-about speak talk comment refer allude point opine elaborate reflect testify argue boast complain warn brag remark
    apologise apologize joke rant rave hint gush`,
  voice: `laugh smile chuckle sigh shout yell scream cry whisper mutter murmur mumble roar bellow exclaim gasp groan
    grin nod shrug continue snap snarl sneer scoff sniff sob stammer chant sing gush rave enthuse beam bark boom blurt bristle
    chime-in pipe-up begin conclude deadpan crow cheer croon drawl implore shoot-back fire-back
    hit-back clap-back go-on weigh-in put-it read`,
  believe: `believe think know feel understand expect assume suspect doubt fear hope guess consider realise realize
    recognise recognize remember forget imagine suppose presume anticipate perceive sense foresee figure view regard
    see worry dream trust accept decide judge appreciate`,
  want: `want hope wish plan intend aim seek prefer like need aspire long yearn favor favour support back desire
    mean try consider contemplate`,
} as const;

export type VerbClass = keyof typeof VERB_LISTS;

/** Verbs that report nothing; knowing them tells clauses from noun phrases. */
export const PLAIN_VERBS = `abandon absorb accelerate access accompany achieve acquire act adapt adjust adopt advance affect afford
  aid allow alter amend appear apply appoint approach approve arise arm arrange arrest arrive assemble assess assist
  assume attach attempt attend attract auction avoid await ban battle bear beat become befall begin behave belong
  benefit bet bid bind block blow bolster bomb boost borrow bounce break breach bring broadcast broker build bump
  burn bury buy bypass calculate call campaign cancel capture care carry carve cast catch cause cease celebrate
  change chase chat check choose circulate circumvent clash clean clear climb close collaborate collapse collect combat
  combine come compete complete complicate compound concentrate concern conduct conflict confront confuse connect
  constitute construct consult consume contact contain continue contribute control converge convert convict cooperate
  coordinate cope correct cost count couple cover craft crack create cross curb cut damage date deal debate decrease
  decouple deepen defeat delay delete deliver depart depend deploy deport derail derive descend deserve design destroy
  detain deteriorate deter develop devote die differ dig dine dip disappear discover display dispatch disrupt distribute
  divide dominate donate double downplay draft drag draw drive drop earn ease eat edge elect elevate eliminate emerge
  employ enable end enforce engage enhance enjoy ensure enter entail equip erode erupt escalate escape establish evade
  evaluate evolve examine exceed exchange exclude execute exert exist expand expel experience expire explode exploit
  explore export expose extend face fail fall favor feed fight file fill finance finish fire fit fix flee float flood
  flow fly focus follow force forge form fuel fulfil fulfill function fund gain gather generate get give go govern
  grab grant grow handle hand hang happen harm head heal hear heat heighten help hide hinder hire hit hold host hurt
  identify ignite ignore impact implement import impose improve include increase inflict influence inherit initiate
  inject injure insert inspect install intensify interact interfere interrupt intervene introduce invade invest
  investigate involve isolate issue jeopardize join jump keep kick kill lack land last launch lay lead leak lean leap
  leave lend lessen let level leverage lie lift light limit linger link listen live load locate lock look loom loosen lose
  lower maintain make manage manipulate manufacture march mark marry match matter meet mend merge migrate miss mix
  mobilize modernize monitor mount move multiply murder name narrow navigate negotiate nominate normalize nudge obey obtain
  occupy occur offset open operate organise organize oust outpace overcome overlook oversee overtake owe own participate
  partner pass pause pay peak penetrate perform permit persist pick pilot place plague play plunge point poll pose
  position possess postpone pour practice practise prepare prescribe preserve prevail prevent proceed process produce
  profit prohibit prolong prompt protect provide provoke pull pump punish purchase pursue push put qualify quit race
  raise rally ramp range rank rattle reach react read rebound rebuild receive recover recruit reduce reflect refrain
  regain register regulate reinforce relate relax relieve rely remain remove renew repair repay repeal replace represent
  rescue resemble reserve reset reshape reside resign resist resolve respect rest restore restrain restrict result
  resume retain retaliate retire retreat return reverse review revise revive revoke reward ride rise risk roil roll
  rule run rush sail sanction satisfy save scale scare schedule score scramble scrap seal search secure seek seem
  seize select sell send separate serve set settle shake shape share shatter shed shift ship shock shoot shut sign
  sink sit skip slap slide slip slow smuggle snub soar solve sour spark spawn spend spiral split sponsor spread spring spur
  spy squeeze stabilise stabilize stage stand start stay steal steer stem step stick stimulate stir stop store storm
  strain strengthen stretch strike strip strive struggle study stumble subject submit succeed suffer supply suppress
  surface surge surpass surrender surround survive suspend sustain swap sweep swing switch take talk tap target
  tear temper tend terminate test thaw think threaten throw thwart tie tighten tolerate top topple touch tour track
  trade train transfer transform transit transmit travel treat trigger trim triple trouble try turn undercut undergo
  undermine understand unfold unite unleash unveil update upgrade uphold upset use vary veer veto violate visit vote
  wage wait walk wane wave weaken wear weigh widen win wind withdraw withhold withstand witness work worsen wrap yield
  accept sound resemble concern worsen embrace deny commemorate mislead misread enact accuse enlist fend`;

/** Past and past participle (and third person where it is odd) of verbs that do not simply take -ed. */
export const IRREGULAR = `say said said|tell told told|write wrote written|think thought thought|know knew known|feel felt felt
  |understand understood understood|find found found|show showed shown|see saw seen|hear heard heard|speak spoke spoken
  |read read read|foresee foresaw foreseen|forget forgot forgotten|mean meant meant|swear swore sworn|undertake undertook undertaken
  |quit quit quit|put put put|cut cut cut|hit hit hit|let let let|set set set|cast cast cast|broadcast broadcast broadcast
  |forecast forecast forecast|bet bet bet|bid bid bid|cost cost cost|hurt hurt hurt|shut shut shut|split split split
  |spread spread spread|upset upset upset|reset reset reset|rid rid rid|beat beat beaten|become became become|begin began begun
  |bind bound bound|blow blew blown|break broke broken|bring brought brought|build built built|burn burned burned|buy bought bought
  |catch caught caught|choose chose chosen|come came come|deal dealt dealt|dig dug dug|draw drew drawn|drive drove driven
  |eat ate eaten|fall fell fallen|feed fed fed|fight fought fought|flee fled fled|fly flew flown|get got gotten|give gave given
  |go went gone|grow grew grown|hang hung hung|hide hid hidden|hold held held|keep kept kept|lay laid laid|lead led led
  |leave left left|lend lent lent|lie lay lain|light lit lit|lose lost lost|make made made|meet met met|mislead misled misled
  |overcome overcame overcome|oversee oversaw overseen|overtake overtook overtaken|pay paid paid|repay repaid repaid|rebuild rebuilt rebuilt
  |ride rode ridden|rise rose risen|arise arose arisen|run ran run|sell sold sold|send sent sent|shake shook shaken|shed shed shed
  |shoot shot shot|sing sang sung|sink sank sunk|sit sat sat|slide slid slid|spend spent spent|spring sprang sprung|stand stood stood
  |withstand withstood withstood|steal stole stolen|stick stuck stuck|strike struck struck|strive strove striven|sweep swept swept
  |swing swung swung|take took taken|tear tore torn|throw threw thrown|undercut undercut undercut|undergo underwent undergone
  |uphold upheld upheld|wear wore worn|win won won|wind wound wound|withdraw withdrew withdrawn|withhold withheld withheld
  |misread misread misread|befall befell befallen|bear bore borne|plead pleaded pleaded|dream dreamed dreamed|shoot shot shot`;

/** Verbs of two syllables and more that double their last letter all the same. */
export const DOUBLING =
  "admit permit commit submit rebut refer infer occur deter compel expel propel regret transfer prefer begin forget offset emit remit abet";
