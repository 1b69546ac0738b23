import { Archive, Check, Search, Trash2, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { localeOptions, timeZoneOptions } from '#renderer/accounts/setUp/regions.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ChipList } from '#renderer/ui/ChipList.tsx';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import { TextArea } from '#renderer/ui/TextArea.tsx';
import { Exhibit } from './Exhibit.tsx';
import { galleryWords as words } from './words.ts';

const LOCALES = localeOptions('en-GB');
const ZONES = timeZoneOptions('UTC', 0);

export function Controls() {
  return (
    <>
      <Exhibit title="Button">
        {(['primary', 'secondary', 'ghost', 'danger'] as const).map((variant) => (
          <Button key={variant} variant={variant}>
            {variant === 'danger' ? words.delete : words.save}
          </Button>
        ))}
        <Button variant="primary" icon={Check} shortcut="mod+enter">
          {words.save}
        </Button>
        <Button icon={UserRoundPlus} size="medium">
          {words.assign}
        </Button>
        <Button variant="primary" busy>
          {words.save}
        </Button>
        <Button disabled>{words.save}</Button>
      </Exhibit>
      <Exhibit title="IconButton">
        <IconButton label={words.close} icon={Archive} shortcut="e" />
        <IconButton label={words.delete} icon={Trash2} variant="secondary" />
        <IconButton label={words.close} icon={Archive} pressed />
        <IconButton label={words.close} icon={Archive} disabled />
        <IconButton label={words.close} icon={Archive} size="medium" />
      </Exhibit>
      <Exhibit title="Field, Input, TextArea" className="grid grid-cols-1 gap-4 medium:grid-cols-3">
        <Field label={words.name} help={words.nameHelp}>
          {(wiring) => <Input {...wiring} defaultValue={words.people[0]} />}
        </Field>
        <Field label={words.name} error={words.nameError} help={words.nameHelp}>
          {(wiring) => <Input {...wiring} />}
        </Field>
        <Field label={words.name} hint={words.optional}>
          {(wiring) => <Input {...wiring} disabled defaultValue={words.people[1]} />}
        </Field>
        <Input icon={Search} placeholder={words.search} aria-label={words.search} />
        <Writing />
      </Exhibit>
      <Choices />
    </>
  );
}

function Writing() {
  const [text, setText] = useState(words.messageText);
  return <TextArea aria-label={words.message} value={text} onChange={(event) => setText(event.target.value)} />;
}

function Choices() {
  const [locale, setLocale] = useState('en-GB');
  const [zone, setZone] = useState('UTC');
  const [tab, setTab] = useState<'mine' | 'all'>('mine');
  const [chosen, setChosen] = useState(() => words.people.slice(0, 3));
  const [segment, setSegment] = useState<'a' | 'b'>('a');
  return (
    <>
      <Exhibit title="Select, Combobox, Segmented">
        <Select label={words.language} value={locale} options={LOCALES} onValueChange={setLocale} className="w-56" />
        <Combobox
          aria-label={words.zone}
          label={words.zone}
          value={zone}
          options={ZONES}
          onValueChange={setZone}
          searchPlaceholder={words.zone}
          nothingFound={words.nothingFound}
          className="w-64"
        />
        <Segmented
          label={words.theme}
          value={segment}
          onValueChange={setSegment}
          segments={[
            { value: 'a', label: words.light },
            { value: 'b', label: words.dark },
          ]}
        />
      </Exhibit>
      <Exhibit title="ChipList">
        <ChipList
          chips={chosen.map((name) => ({ value: name, label: name }))}
          dropLabel={words.drop}
          onDrop={(name) => setChosen(chosen.filter((one) => one !== name))}
        />
      </Exhibit>
      <Exhibit title="Tabs" className="">
        <Tabs
          label={words.conversations}
          value={tab}
          onValueChange={setTab}
          tabs={[
            { value: 'mine', label: 'Mine', count: '4' },
            { value: 'all', label: 'All', count: '128' },
          ]}
        >
          <p className="pt-3 text-ink-muted">{tab}</p>
        </Tabs>
      </Exhibit>
    </>
  );
}
