import { AppError } from '#shared/wire/errors.ts';
import type { FeatureModule } from '#server/journal/featureModule.ts';
import { assign, close, reopen } from './change.ts';
import { chatFigures } from './figures.ts';
import { conversation, history } from './history.ts';
import { conversations, counts, summary } from './inbox.ts';
import { labels, setLabels } from './labels.ts';
import { mark } from './mark.ts';
import { topics } from './missed.ts';
import { send } from './send.ts';
import { conversationAssigned, messageWaiting } from './needs.ts';
import { start } from './start.ts';
import { site, visitorSession } from './visitorSession.ts';

/** For whoever takes somebody off the chat. */
export { returnToQueue } from './returnToQueue.ts';

/** For whoever adds to a conversation what is no message. @throws AppError NOT_FOUND. */
export { ANY_STAFF, conversationForWriting } from './access.ts';

/** For whoever sends something else than words into a thread. */
export { addPaymentRequest, takeUpConversation, tellPaymentRequest } from './objects.ts';

/** For refunds that were drafted in a conversation. */
export { addRefund, refundChanged, sayWords, tellRefund, type RefundInThread } from './refunds.ts';

/** For whoever tells what happened with a customer. */
export { chatSources, type ChatMoment } from './moments.ts';
/** For whoever changes what the list of conversations shows. */
export { INBOX } from './topic.ts';

export const chatModule: FeatureModule = {
  commands: {
    'chat.start': start,
    'chat.send': (context, input) => {
      const { principal } = context;
      if (principal.kind !== 'visitor') throw new AppError('FORBIDDEN', 'Only a visitor sends; staff reply.');
      return send(context, input, { kind: 'visitor', id: principal.visitorId, name: null });
    },
    'chat.reply': (context, input) => {
      const { principal } = context;
      if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff reply.');
      return send(context, input, { kind: 'staff', id: principal.accountId, name: principal.name });
    },
    'chat.assign': assign,
    'chat.close': close,
    'chat.reopen': reopen,
    'chat.setLabels': setLabels,
    'chat.delivered': (context, input) => mark(context, input, 'delivered'),
    'chat.read': (context, input) => mark(context, input, 'read'),
  },
  queries: {
    'chat.history': history,
    'chat.conversation': conversation,
    'chat.conversations': conversations,
    'chat.summary': summary,
    'chat.counts': counts,
    'chat.labels': labels,
    'chat.visitorSession': visitorSession,
    'chat.site': site,
  },
  topics,
  needs: [messageWaiting, conversationAssigned],
  figures: chatFigures,
};
