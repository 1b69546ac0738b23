import { findPayers } from '#server/billing/module.ts';
import type { FeatureModule } from '#server/journal/featureModule.ts';
import { change, describe } from './describe.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { linkPayer, money, unlinkPayer } from './payers.ts';
import { timeline } from './timeline.ts';

export const customersModule: FeatureModule = {
  commands: {
    'customers.describe': describe,
    'customers.change': change,
    'customers.linkPayer': linkPayer,
    'customers.unlinkPayer': unlinkPayer,
  },
  queries: {
    'customers.get': get,
    'customers.list': list,
    'customers.money': money,
    'customers.findPayers': findPayers,
    'customers.timeline': timeline,
  },
};
