import { Fragment, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';

export interface Pane {
  readonly id: string;
  readonly content: ReactNode;
  /** Pixels at first. Leave all sizes out for the pane that takes the rest. */
  readonly size?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface SplitPaneProps {
  /** Under this name the sizes are kept. */
  readonly id: string;
  /** From start to end; exactly one without `size`. */
  readonly panes: readonly Pane[];
  /** Names the handle after a pane, by the id of the pane before it. */
  readonly handleLabel: (paneId: string) => string;
  /** Where sizes are kept. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
}

/** Panes side by side, resized by dragging or with arrow keys on the handle; double-click resets. Sizes survive a restart. */
export function SplitPane({ id, panes, handleLabel, storage }: SplitPaneProps) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id,
    storage,
    panelIds: panes.map((pane) => pane.id),
    onlySaveAfterUserInteractions: true,
  });
  return (
    <Group
      orientation="horizontal"
      defaultLayout={defaultLayout}
      onLayoutChanged={onLayoutChanged}
      className="min-h-0 flex-1"
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index > 0 && (
            <Separator
              aria-label={handleLabel(panes[index - 1]?.id ?? '')}
              className="relative w-px bg-line transition-colors outline-none after:absolute after:inset-y-0 after:-inset-x-0.5 after:z-10 focus-visible:after:bg-focus data-[separator=active]:after:bg-accent data-[separator=hover]:after:bg-line-control/50"
            />
          )}
          <Panel
            id={pane.id}
            {...(pane.size === undefined
              ? {}
              : { defaultSize: pane.size, groupResizeBehavior: 'preserve-pixel-size' as const })}
            {...(pane.minimum === undefined ? {} : { minSize: pane.minimum })}
            {...(pane.maximum === undefined ? {} : { maxSize: pane.maximum })}
            className="flex min-w-0 flex-col"
          >
            {pane.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
