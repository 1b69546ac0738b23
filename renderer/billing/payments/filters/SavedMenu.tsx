import { Bookmark, BookmarkPlus, Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { useState, type Ref } from 'react';
import { v7 } from 'uuid';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { SavedFilters } from '#renderer/billing/payments/hooks/useSavedFilters.ts';
import { isFiltered, type Filters } from '#renderer/billing/payments/model/filters.ts';
import type { PaymentSort } from '#renderer/billing/payments/model/place.ts';
import { filtersFrom, keptOf, matching } from '#renderer/billing/payments/model/saved.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Menu, type MenuAction, type MenuGroup } from '#renderer/ui/Menu.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { SavedFilter } from '#shared/billing/payments/contract.ts';
import { SaveDialog } from './SaveDialog.tsx';

/** Said where the menu has nothing to choose. */
const nothing = (label: string): MenuAction => ({ id: 'none', label, disabled: true, onSelect: () => undefined });

interface SavedMenuProps {
  readonly own: SavedFilters;
  readonly filters: Filters;
  readonly sort: PaymentSort;
  readonly onShow: (filters: Filters, sort: PaymentSort) => void;
  readonly ref: Ref<HTMLButtonElement>;
}

/** One's saved filters: shown, kept, renamed, replaced and deleted. */
export function SavedMenu({ own, filters, sort, onShow, ref }: SavedMenuProps) {
  const words = useWords().billing.payments.filters.saved;
  const { locale, timeZone } = useUiEnvironment();
  const region = { locale, timeZone };
  const { saved, save, remove, query } = own;
  /** The one shown last: what is changed afterwards can be kept under its name again. */
  const [shownId, setShownId] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ readonly renamed: SavedFilter | null } | null>(null);
  const match = matching(saved, { filters, sort }, region);
  const current = match ?? saved.find(({ id }) => id === shownId) ?? null;

  const groups: readonly MenuGroup[] = [
    {
      id: 'own',
      items:
        saved.length === 0
          ? [nothing(query.isError ? words.failed : words.none)]
          : saved.map((one) => ({
              id: one.id,
              label: one.name,
              checked: one.id === match?.id,
              onSelect: () => {
                setShownId(one.id);
                onShow(filtersFrom(one.filter, region), one.sort);
              },
            })),
    },
    {
      id: 'keep',
      items: [
        {
          id: 'save',
          label: words.save,
          icon: BookmarkPlus,
          disabled: !isFiltered(filters) || match !== null,
          onSelect: () => setAsked({ renamed: null }),
        },
        ...(current === null || match !== null || !isFiltered(filters)
          ? []
          : [
              {
                id: 'replace',
                label: words.replace(current.name),
                icon: RefreshCw,
                onSelect: () =>
                  save.mutate(
                    { ...current, filter: keptOf(filters, region), sort },
                    { onSuccess: () => showToast({ tone: 'success', title: words.saved(current.name) }) },
                  ),
              },
            ]),
        ...(current === null
          ? []
          : [
              {
                id: 'rename',
                label: words.rename(current.name),
                icon: Pencil,
                onSelect: () => setAsked({ renamed: current }),
              },
              {
                id: 'remove',
                label: words.remove(current.name),
                icon: Trash2,
                danger: true,
                onSelect: () => remove.mutate(current),
              },
            ]),
      ],
    },
  ];
  return (
    <>
      <Menu
        align="end"
        groups={groups}
        trigger={
          <Button ref={ref} size="medium" icon={Bookmark} className="max-w-52">
            <span className="truncate">{match?.name ?? words.title}</span>
          </Button>
        }
      />
      {asked !== null && (
        <SaveDialog
          renamed={asked.renamed}
          saved={saved}
          save={save}
          toSave={(id, name) =>
            asked.renamed === null
              ? { id: id ?? v7(), name, filter: keptOf(filters, region), sort }
              : { ...asked.renamed, name }
          }
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
