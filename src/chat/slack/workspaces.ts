import { type AuthorizeResult, type Installation, type InstallationStore, webApi } from "@slack/bolt";
import { z } from "zod";
import { UserError } from "../../errors.ts";
import { UnreachableError } from "../chat.ts";
import type { ChatRecords } from "../records.ts";
import { readSlackError } from "./errors.ts";
import type { Vault } from "./vault.ts";

/** Whose tokens we hold, and how each workspace is spoken to. */
export interface Workspaces {
  /** For `/status`. */
  readonly note: string;
  /** @throws UnreachableError when we have no token for that workspace. */
  authorize(team: string): Promise<AuthorizeResult>;
  /** @throws UnreachableError when we have no token for that workspace. */
  clientOf(team: string): Promise<webApi.WebClient>;
}

/**
 * The one workspace whose token stands in the settings.
 *
 * @throws UserError when Slack refuses the token.
 */
export async function oneWorkspace(
  token: string,
  options: webApi.WebClientOptions,
  records: ChatRecords,
): Promise<Workspaces> {
  const client = new webApi.WebClient(token, options);
  const self = await whoAmI(client);
  const team = self.team_id ?? "";
  await records.workspaces.save({
    id: `slack:${team}`,
    ...(self.team === undefined ? {} : { name: self.team }),
  });
  const result: AuthorizeResult = {
    botToken: token,
    teamId: team,
    ...(self.user_id === undefined ? {} : { botUserId: self.user_id }),
    ...(self.bot_id === undefined ? {} : { botId: self.bot_id }),
  };
  return {
    note: `as ${self.user ?? "the bot"} in ${self.team ?? team}`,
    authorize: async () => result,
    async clientOf(asked) {
      if (asked !== team) throw notOurs();
      return client;
    },
  };
}

const installationSchema = z.looseObject({
  bot: z.looseObject({ token: z.string(), id: z.string(), userId: z.string() }),
});

/** Every workspace that installed the app; their tokens lie sealed in the store. */
export function installedWorkspaces(options: webApi.WebClientOptions, records: ChatRecords, vault: Vault) {
  async function read(team: string): Promise<Installation> {
    const id = `slack:${team}`;
    const workspace = await records.workspaces.get(id);
    if (!workspace?.installation) throw notOurs();
    return JSON.parse(vault.open(workspace.installation, id));
  }

  const installations: InstallationStore = {
    async storeInstallation(installation) {
      const team = installation.team;
      if (team === undefined) throw new Error("only workspaces can install the app, not whole organisations");
      const id = `slack:${team.id}`;
      const sealed = vault.seal(JSON.stringify(installation), id);
      await records.workspaces.save({
        id,
        installation: sealed,
        ...(team.name === undefined ? {} : { name: team.name }),
      });
    },
    fetchInstallation: ({ teamId }) => read(teamId ?? ""),
  };

  async function authorize(team: string): Promise<AuthorizeResult> {
    const { bot } = installationSchema.parse(await read(team));
    return { botToken: bot.token, botId: bot.id, botUserId: bot.userId, teamId: team };
  }

  const workspaces: Workspaces = {
    note: "for every workspace that installed it",
    authorize,
    async clientOf(team) {
      const { botToken } = await authorize(team);
      return new webApi.WebClient(botToken, options);
    },
  };
  return { workspaces, installations };
}

function notOurs(): UnreachableError {
  return new UnreachableError("token-revoked", "no_token_for_workspace");
}

async function whoAmI(client: webApi.WebClient): Promise<webApi.AuthTestResponse> {
  try {
    return await client.auth.test();
  } catch (error) {
    const read = readSlackError(error);
    if (!(read instanceof UnreachableError)) throw read;
    throw new UserError("Slack refuses SLACK_BOT_TOKEN.", read.facts, error);
  }
}
