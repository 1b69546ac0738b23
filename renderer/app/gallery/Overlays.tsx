import { Archive, Ellipsis, Info, Trash2, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Drawer } from '#renderer/ui/Drawer.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Menu } from '#renderer/ui/Menu.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';
import { Exhibit } from './Exhibit.tsx';
import { galleryWords as words } from './words.ts';

export function Overlays() {
  const [open, setOpen] = useState<'dialog' | 'drawer' | null>(null);
  const [checked, setChecked] = useState(true);
  return (
    <Exhibit title="Menu, Popover, Tooltip, Dialog, Drawer, Toast">
      <Menu
        trigger={<IconButton label="Menu" icon={Ellipsis} variant="secondary" />}
        groups={[
          {
            id: 'conversation',
            label: words.conversations,
            items: [
              { id: 'assign', label: words.assign, icon: UserRoundPlus, shortcut: 'a', onSelect: () => undefined },
              { id: 'close', label: words.close, icon: Archive, shortcut: 'e', onSelect: () => undefined },
              { id: 'reopen', label: words.reopen, disabled: true, onSelect: () => undefined },
              { id: 'notes', label: words.notes, checked, onSelect: () => setChecked(!checked) },
            ],
          },
          {
            id: 'danger',
            items: [{ id: 'delete', label: words.delete, icon: Trash2, danger: true, onSelect: () => undefined }],
          },
        ]}
      />
      <Popover label={words.notes} trigger={<Button icon={Info}>Popover</Button>} className="w-72">
        <p>{words.messageText}</p>
      </Popover>
      <Tooltip content={words.close} shortcut="e">
        <Button>Tooltip</Button>
      </Tooltip>
      <Button onClick={() => setOpen('dialog')}>Dialog</Button>
      <Button onClick={() => setOpen('drawer')}>Drawer</Button>
      {(['info', 'success', 'warning', 'danger'] as const).map((tone) => (
        <Button
          key={tone}
          onClick={() =>
            showToast({
              tone,
              title: words.toast,
              description: words.toastHint,
              action: { label: words.undo, onAct: () => undefined },
            })
          }
        >
          Toast {tone}
        </Button>
      ))}
      <Dialog
        open={open === 'dialog'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'dialog' : null)}
        title={words.delete}
        description={words.toastHint}
        closeLabel={words.close}
        footer={
          <>
            <Button onClick={() => setOpen(null)}>{words.cancel}</Button>
            <Button variant="danger" onClick={() => setOpen(null)}>
              {words.delete}
            </Button>
          </>
        }
      >
        <p>{words.messageText}</p>
      </Dialog>
      <Drawer
        open={open === 'drawer'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'drawer' : null)}
        title={words.people[0] ?? ''}
        closeLabel={words.close}
      >
        <p className="p-4">{words.messageText}</p>
      </Drawer>
    </Exhibit>
  );
}
