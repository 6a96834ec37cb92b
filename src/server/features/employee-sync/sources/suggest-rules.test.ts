import { expect, test } from 'vitest';
import { columns } from '../file-rules.ts';
import { namesOf, suggestMapping } from './suggest-rules.ts';

test.each([
  [
    'English',
    'Staff No.;Work E-mail;Forename;Surname;Employment status;Division;Position;Office;Line manager ID;Hire date;Leaving date',
  ],
  [
    'German',
    'Pers.-Nr.;E-Mail-Adresse;Vorname;Nachname;Beschäftigungsstatus;Abteilung;Stellenbezeichnung;Standort;Vorgesetzten-ID;Eintrittsdatum;Austrittsdatum',
  ],
  [
    'French',
    'Matricule;Courriel;Prénom;Nom;Statut;Service;Intitulé du poste;Lieu de travail;Matricule responsable;Date d’entrée;Date de sortie',
  ],
  [
    'Spanish',
    'Número de empleado;Correo electrónico;Nombre;Apellidos;Estado;Departamento;Puesto;Centro de trabajo;ID supervisor;Fecha de alta;Fecha de baja',
  ],
  [
    'Dutch',
    'Personeelsnummer;E-mailadres;Voornaam;Achternaam;Status medewerker;Afdeling;Functie;Vestiging;Leidinggevende-ID;Datum in dienst;Datum uit dienst',
  ],
])('the columns of an export in %s are found by their names', (_, line) => {
  const headers = line.split(';');
  expect(Object.entries(suggestMapping([...headers].reverse()))).toEqual(
    columns.map((column, at) => [column, headers[at]]),
  );
});

test('a header is suggested for one column, and nothing where it is called as ours', () => {
  expect(suggestMapping(['Employee ID', 'Email', 'First name', 'Last name', 'Shoe size'])).toEqual({});
  expect(suggestMapping(['Name', 'Title', 'Job title'])).toEqual({});
});

test('a name stands for one column alone, written as headers are compared', () => {
  const names = columns.flatMap(namesOf);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(names.filter((name) => !/^[a-z0-9]+(\.[a-z0-9]+)*$/.test(name))).toEqual([]);
});
