/** The only file that knows mail servers and chat robots. Their addresses and secrets come from the environment alone. */
import { createHmac } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Message } from './delivery.server.ts';
import type { Environment } from './environment.server.ts';
import type { Channel } from './notification.ts';
import { notificationText, notificationTitle } from './notification-words.server.ts';

/** What can be sent in this installation: a channel that is not set up is missing. */
export type Senders = { readonly [On in Channel]?: (message: Message) => Promise<void> };

type Addresses = Pick<
  Environment,
  'ORIGIN' | 'SMTP_URL' | 'SMTP_FROM' | 'WECOM_ROBOT_URL' | 'DINGTALK_ROBOT_URL' | 'DINGTALK_ROBOT_SECRET'
>;

/** Nothing waits longer than this for a server that does not answer. */
const PATIENCE = 15_000;

/** Opens what the environment sets up. No connection is made before the first message. */
export function openSenders(environment: Addresses): Senders {
  const { WECOM_ROBOT_URL, DINGTALK_ROBOT_URL, DINGTALK_ROBOT_SECRET } = environment;
  return {
    ...(environment.SMTP_URL && { email: mailer(environment) }),
    ...(WECOM_ROBOT_URL && { wecom: (message: Message) => toRobot(WECOM_ROBOT_URL, groupText(message)) }),
    ...(DINGTALK_ROBOT_URL && {
      dingtalk: (message: Message) =>
        toRobot(signedAddress(DINGTALK_ROBOT_URL, DINGTALK_ROBOT_SECRET, Date.now()), groupText(message))
    })
  };
}

function mailer({ SMTP_URL, SMTP_FROM, ORIGIN }: Addresses): (message: Message) => Promise<void> {
  const transport = createTransport(SMTP_URL, {
    from: SMTP_FROM,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE
  } as object);
  return async (message) => {
    const { kind, values, locale, href, email } = message;
    const lines = [notificationText(kind, values, locale), href && `${ORIGIN}${href}`];
    await transport.sendMail({
      from: SMTP_FROM,
      to: email!,
      subject: notificationTitle(kind, values, locale),
      text: lines.filter(Boolean).join('\n\n'),
      // The same message sent again after a lost answer keeps its id, so that the mailbox can tell.
      messageId: `<reminder-${message.id}@${new URL(ORIGIN).hostname}>`
    });
  };
}

const groupText = ({ kind, values, locale }: Message) =>
  `${notificationTitle(kind, values, locale)}\n${notificationText(kind, values, locale)}`;

/** Both robots take the same body and answer 200 with a code of their own. */
async function toRobot(address: string, content: string): Promise<void> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ msgtype: 'text', text: { content } }),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE)
  });
  if (!answer.ok) throw Object.assign(new Error('the robot refused'), { code: `HTTP ${answer.status}` });
  const { errcode } = (await answer.json()) as { errcode?: unknown };
  if (errcode !== 0) throw Object.assign(new Error('the robot refused'), { code: `errcode ${String(errcode)}` });
}

/** 钉钉加签: HMAC-SHA256 over time and secret, as its robots ask when they are set up with a secret. */
export function signedAddress(address: string, secret: string, at: number): string {
  if (!secret) return address;
  const url = new URL(address);
  url.searchParams.set('timestamp', String(at));
  url.searchParams.set('sign', createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64'));
  return url.href;
}
