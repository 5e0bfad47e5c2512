'use client';

import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { AlertDialog, Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { Popover } from '@/components/ui/popover';
import { Tabs } from '@/components/ui/tabs';
import { TextField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import { Tooltip } from '@/components/ui/tooltip';
import { Row, Specimen } from './specimen';

type Open = 'dialog' | 'panel' | 'alert' | null;

function Dialogs() {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Row>
      <Button onClick={() => setOpen('dialog')}>Open dialog</Button>
      <Button onClick={() => setOpen('panel')}>Open side panel</Button>
      <Button variant="danger" onClick={() => setOpen('alert')}>
        Delete…
      </Button>
      <Dialog
        isOpen={open === 'dialog'}
        onClose={close}
        title="Rename the section"
        footer={
          <>
            <Button variant="primary" onClick={close}>
              Rename
            </Button>
            <Button onClick={close}>Cancel</Button>
          </>
        }
      >
        <TextField name="section" label="Name" defaultValue="Week one" />
      </Dialog>
      <Dialog isOpen={open === 'panel'} onClose={close} title="Ada Lovelace" placement="panel" size="sm">
        <p>The list beside stays where it was.</p>
      </Dialog>
      <AlertDialog
        isOpen={open === 'alert'}
        onClose={close}
        onConfirm={close}
        title="Delete this course?"
        confirmLabel="Delete the course"
      >
        Its 12 lessons and 3 quizzes go with it. Certificates that were issued stay valid.
      </AlertDialog>
    </Row>
  );
}

/** Everything that appears above the page, and tabs. */
export function Overlays() {
  return (
    <>
      <Specimen title="Overlays" note="A dialog only for what cannot be undone or needs an answer first.">
        <Dialogs />
        <Row>
          <Menu
            label="Lesson"
            trigger={
              <IconButton icon={<Icon name="more" />} label="More about this lesson" variant="secondary" />
            }
            entries={[
              { id: 'edit', label: 'Edit', icon: 'edit', onAction: () => showToast('Editing') },
              {
                id: 'copy',
                label: 'Duplicate',
                icon: 'plus',
                isDisabled: true,
                onAction: () => showToast('Copied'),
              },
              {
                id: 'delete',
                label: 'Delete',
                icon: 'trash',
                tone: 'danger',
                onAction: () => showToast('Gone'),
              },
            ]}
          />
          <Popover label="About this figure" trigger={<Button>What is this?</Button>}>
            <p className="text-sm">The share of learners who finished, of those who started.</p>
          </Popover>
          <Tooltip text="Copies the public address">
            <IconButton icon={<Icon name="link" />} label="Copy link" />
          </Tooltip>
          <Button onClick={() => showToast('Lesson removed', { onUndo: () => showToast('Lesson is back') })}>
            Toast with undo
          </Button>
          <Button
            onClick={() =>
              showToast('The picture is larger than 5 MB. Choose a smaller one.', { tone: 'danger' })
            }
          >
            Toast of an error
          </Button>
        </Row>
      </Specimen>
      <Specimen title="Tabs">
        <Tabs
          label="Course"
          tabs={[
            { id: 'content', label: 'Content', content: <p>Sections and lessons.</p> },
            { id: 'people', label: 'People', content: <p>Who learns here.</p> },
            { id: 'reviews', label: 'Reviews', content: <p>What they say.</p> },
          ]}
        />
      </Specimen>
    </>
  );
}
