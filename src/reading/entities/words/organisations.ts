import { wordSet } from "./word-set.ts";

/** An organisation's name may end with these. */
export const ORGANISATION_ENDS = wordSet(`
  Academy Administration Agency Airline Airlines Airways Alliance Army Assembly Associates Association Authority
  Bancorp Bank Banking Banks Battalion Biotech Board Brands Breweries Brewery Brigade Broadcasting Brotherhood Brothers
  Bros Bulletin Bundesliga Bureau Cabinet Capital Caucus Center Centre Chamber Charity Chemical Chemicals Chronicle
  Church Clinic Club Coalition Collective College Command Commission Committee Communications Companies Company
  Confederation Conference Congress Consortium Constabulary Construction Consultants Consulting Cooperative Corporation
  Corps Council Court Courts Daily Department Diocese Directorate Dispatch Division Dynamics Electric Electronics
  Embassy Energy Enterprises Entertainment Estates Examiner Exchange Federation Fellowship Fleet Foods Force Forces
  Forum Foundation Front Fund Funds Gazette Government Group Guard Guardian Headquarters Healthcare Health Herald
  Holding Holdings Hospital Hospitals Hotels Industries Initiative Inquirer Institute Institutes Institution Insurance
  Intelligence International Investments Investors Journal Laboratories Laboratory Labs League Legislature Library
  Logistics Magazine Management Media Militia Mining Ministry Motors Motor Movement Museum Mutual Navy Network Networks
  News Newspapers Observatory Observer Office Orchestra Organisation Organization Panel Parliament Partners Partnership
  Party Petroleum Pharma Pharmaceutical Pharmaceuticals Police Politburo Post Press Productions Program Programme
  Properties Publishing Radio Railway Railways Records Regiment Registry Research Resources Restaurants Review Rangers
  Robotics Rovers School Schools Sciences Secretariat Securities Semiconductor Semiconductors Senate Service Services
  Shipping Society Software Solutions Squadron Statistics Stores Studios Subcommittee Supermarkets Syndicate Systems
  Taskforce Technologies Technology Telecom Telecommunications Telegraph Television Theatre Therapeutics Times Tribunal
  Tribune Trust Union United Universities University Utilities Ventures Wanderers Weekly
`);

/** Legal forms end a company's name whatever stands before. */
export const LEGAL_FORMS = wordSet(`
  AB AG AS ASA Berhad Bhd BV Co Corp GmbH Inc Incorporated JSC KG KGaA KK LLC LLP LP Limited Ltd NV OAO OJSC Oy Oyj
  PAO PJSC PLC Plc Pte Pty SA SARL SAS SE SpA Tbk plc
`);

/** An organisation's name may begin with these and go on with "of", "for" or "on". */
export const ORGANISATION_STARTS = wordSet(`
  Academy Administration Agency Alliance Archdiocese Army Assembly Association Authority Banca Banco Bank Banque Board Bureau Campaign
  Center Centers Centre Chamber Church Coalition College Commission Committee Confederation Conference Congress
  Consulate Convention Corporation Council Court Daughters Department Diocese Directorate Embassy Federation
  Fellowship Foundation Fraternity Friends Front Fund Government Group Guild Headquarters House Institute Institution
  Ministry Museum Movement National Observatory Office Order Organisation Organization Parliament Party School
  Secretariat Senate Society Trust Union University Universities Voice Doctors Reporters Division
`);

/** Before or after these, a capitalised word is a company or a team rather than a person. */
export const TRADE_WORDS = wordSet(
  "shares stock company firm maker giant carrier retailer lender bank insurer conglomerate airline startup subsidiary unit brand",
);

/** May stand inside an organisation's name between capitalised words. */
export const NAME_JOINERS = wordSet("of for and & the on in de del della di du des la le et und");
