import { Button, IconButton } from '@/components/ui/button';
import { Checkbox, CheckboxGroup, RadioGroup, Switch } from '@/components/ui/choice';
import { ComboBox } from '@/components/ui/combo-box';
import { Form } from '@/components/ui/form';
import { Icon } from '@/components/ui/icon';
import { ButtonLink, Link } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { NumberField, TextArea, TextField } from '@/components/ui/text-field';
import { Row, Specimen } from './specimen';

const subjects = [
  { id: 'statistics', label: 'Statistics' },
  { id: 'music', label: 'Music theory' },
  { id: 'git', label: 'Version control' },
  { id: 'spanish', label: 'Spanish for travellers' },
] as const;

function Buttons() {
  return (
    <Specimen title="Buttons" note="One primary in a view; danger only where something is lost.">
      <Row>
        <Button variant="primary">Enrol for free</Button>
        <Button>Save draft</Button>
        <Button variant="quiet">Show all</Button>
        <Button variant="danger">Delete the course</Button>
        <Button variant="primary" isPending>
          Enrolling
        </Button>
        <Button disabled>Not available</Button>
      </Row>
      <Row>
        <Button size="sm" icon={<Icon name="plus" />}>
          Add lesson
        </Button>
        <Button size="sm" variant="primary">
          Publish
        </Button>
        <IconButton icon={<Icon name="bell" />} label="Notifications" />
        <IconButton icon={<Icon name="edit" />} label="Edit" variant="secondary" size="sm" />
        <ButtonLink href="/courses" variant="primary">
          Browse the courses
          <Icon name="arrow-next" />
        </ButtonLink>
        <Link href="/courses">A link in text</Link>
        <Link href="/courses" variant="quiet">
          A quiet link
        </Link>
      </Row>
    </Specimen>
  );
}

function Fields() {
  return (
    <Specimen title="Fields" note="Label above, help in view, the error beside what it is about.">
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
        <TextField
          name="name"
          label="Full name"
          hint="As it should stand on your certificates."
          autoComplete="name"
        />
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          defaultValue="ada@example"
          error="Enter an address with a name, an @ and a domain, like ada@example.org"
        />
        <TextField name="headline" label="Headline" isOptional />
        <TextField name="id" label="Course address" defaultValue="practical-statistics" readOnly />
        <TextField name="off" label="Voucher" defaultValue="Not open yet" disabled />
        <NumberField name="pass" label="Pass mark" unit="%" defaultValue="70" />
        <Select
          name="level"
          label="Level"
          placeholder="Choose a level"
          options={[
            { value: 'beginner', label: 'Beginner' },
            { value: 'intermediate', label: 'Intermediate' },
          ]}
        />
        <ComboBox name="subject" label="Subject" options={subjects} />
        <TextArea
          name="about"
          label="About the course"
          hint="Two or three sentences."
          className="md:col-span-2"
        />
      </div>
    </Specimen>
  );
}

function Choices() {
  return (
    <Specimen title="Choices">
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
        <RadioGroup
          name="answer"
          label="Which of these is a median?"
          defaultValue="b"
          options={[
            { value: 'a', label: 'The most frequent value' },
            { value: 'b', label: 'The value in the middle', hint: 'Half lie below, half above' },
            { value: 'c', label: 'The sum divided by the count' },
            { value: 'd', label: 'None of them', isDisabled: true },
          ]}
        />
        <CheckboxGroup
          name="days"
          label="Remind me on"
          error="Choose at least one day"
          options={[
            { value: 'mon', label: 'Monday' },
            { value: 'wed', label: 'Wednesday' },
            { value: 'fri', label: 'Friday' },
          ]}
        />
        <Checkbox name="terms" value="yes" label="I have read the terms" hint="They fit on one page." />
        <div>
          <Switch name="mail" label="Weekly summary by mail" hint="Sent on Mondays" defaultChecked />
          <Switch name="push" label="Notifications in the browser" />
        </div>
      </div>
    </Specimen>
  );
}

function FormWithErrors() {
  return (
    <Specimen
      title="A form with errors"
      note="The summary leads to each field and takes the focus when errors arrive."
    >
      <Form
        className="max-w-narrow"
        errors={[
          { field: 'sign-email', message: 'Enter your e-mail address' },
          { field: 'sign-password', message: 'Use at least 12 characters' },
        ]}
      >
        <div className="space-y-6">
          <TextField
            name="sign-email"
            label="E-mail address"
            type="email"
            error="Enter your e-mail address"
          />
          <TextField
            name="sign-password"
            label="Password"
            type="password"
            error="Use at least 12 characters"
          />
          <SubmitButton>Create account</SubmitButton>
        </div>
      </Form>
    </Specimen>
  );
}

/** Everything a person presses, types into or chooses. */
export function Controls() {
  return (
    <>
      <Buttons />
      <Fields />
      <Choices />
      <FormWithErrors />
    </>
  );
}
