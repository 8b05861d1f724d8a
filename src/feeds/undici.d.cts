export { Agent, buildConnector, type Dispatcher, errors } from "undici";
