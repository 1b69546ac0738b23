import { Bookmark, BookmarkPlus, Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { useState, type Ref } from 'react';
import { v7 } from 'uuid';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { Saved, SavedFilters } from '#renderer/billing/payments/hooks/useSavedFilters.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Menu, type MenuAction, type MenuGroup } from '#renderer/ui/Menu.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { SaveDialog } from './SaveDialog.tsx';

/** Said where the menu has nothing to choose. */
const nothing = (label: string): MenuAction => ({ id: 'none', label, disabled: true, onSelect: () => undefined });

interface SavedMenuProps<Of extends Saved> {
  readonly own: SavedFilters<Of>;
  /** What the screen shows, to be kept; null while nothing is filtered. */
  readonly shown: Pick<Of, 'filter' | 'sort'> | null;
  /** The saved one that shows the same. */
  readonly match: Of | null;
  readonly onShow: (saved: Of) => void;
  readonly ref: Ref<HTMLButtonElement>;
}

/** One's saved filters: shown, kept, renamed, replaced and deleted. */
export function SavedMenu<Of extends Saved>({ own, shown, match, onShow, ref }: SavedMenuProps<Of>) {
  const words = useWords().billing.payments.filters.saved;
  const { saved, save, remove, query } = own;
  /** The one shown last: what is changed afterwards can be kept under its name again. */
  const [shownId, setShownId] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ readonly renamed: Of | null } | null>(null);
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
                onShow(one);
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
          disabled: shown === null || match !== null,
          onSelect: () => setAsked({ renamed: null }),
        },
        ...(current === null || match !== null || shown === null
          ? []
          : [
              {
                id: 'replace',
                label: words.replace(current.name),
                icon: RefreshCw,
                onSelect: () =>
                  save.mutate(
                    { ...current, ...shown },
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
      {asked !== null && (shown !== null || asked.renamed !== null) && (
        <SaveDialog
          renamed={asked.renamed}
          saved={saved}
          save={save}
          toSave={(id, name) =>
            // What is kept beside a name is of the list's own kind.
            asked.renamed === null ? ({ id: id ?? v7(), name, ...shown } as Of) : { ...asked.renamed, name }
          }
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
