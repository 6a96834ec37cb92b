import type { Column } from '../file-rules.ts';

/**
 * What exports call our columns in English, German, French, Spanish and Dutch, and the fields of HR systems:
 * letters and digits alone, without accents, the likeliest first. A name stands for one column.
 */
export const headerNames: Record<Column, string> = {
  employee_id: `
    employeeid employeenumber employeeno employee empid empno personnelnumber personnelno staffid staffnumber
    staffno workerid personid payrollnumber root.id
    personalnummer personalnr persnr mitarbeiternummer mitarbeiternr mitarbeiterid
    matricule numeromatricule numerosalarie idsalarie idemploye numeroemploye
    numerodeempleado numeroempleado idempleado codigoempleado legajo
    personeelsnummer personeelsnr medewerkernummer medewerkerid werknemersnummer id`,
  email: `
    email emailaddress workemail companyemail businessemail mail primaryemail userprincipalname root.email
    contact.email work.email
    emailadresse mailadresse dienstlicheemail geschaftlicheemail
    courriel adresseemail adressemail adressecourriel courrielprofessionnel emailprofessionnel
    correo correoelectronico direcciondecorreo emailcorporativo correocorporativo
    emailadres mailadres werkemail zakelijkemail`,
  first_name: `
    firstname givenname forename name.first name.givenname root.firstname legalfirstname
    vorname rufname prenom nombre nombredepila nombres voornaam roepnaam`,
  last_name: `
    lastname surname familyname name.last name.familyname root.surname legallastname
    nachname familienname zuname nomdefamille nomusuel nom apellidos apellido primerapellido achternaam
    familienaam`,
  status: `
    status employmentstatus employeestatus active isactive state internal.status
    beschaftigungsstatus mitarbeiterstatus personalstatus aktiv
    statut statutemploye actif
    estado estadodelempleado situacion activo
    statusmedewerker actief`,
  department: `
    department departmentname dept division team orgunit costcentrename work.department
    abteilung abteilungsname bereich organisationseinheit fachbereich
    departement service nomduservice direction equipe
    departamento area seccion equipo
    afdeling afdelingsnaam organisatieeenheid`,
  job_title: `
    jobtitle jobtitlename title position role jobname work.title
    stelle stellenbezeichnung berufsbezeichnung funktion positionsbezeichnung
    poste intituleduposte fonction emploi
    puesto puestodetrabajo cargo denominaciondelpuesto
    functie functietitel functienaam`,
  location: `
    location locationname office site worklocation city work.site
    standort arbeitsort dienstort niederlassung ort
    lieu lieudetravail localisation etablissement bureau ville
    ubicacion centrodetrabajo sede oficina lugardetrabajo ciudad
    locatie werklocatie vestiging standplaats kantoor`,
  manager_employee_id: `
    manageremployeeid managerid manageremployeenumber supervisorid supervisoreid reportstoid linemanagerid
    manager.id
    vorgesetztenid vorgesetztennummer personalnummervorgesetzter vorgesetzterpersonalnummer
    matriculemanager matriculeresponsable idresponsable idmanager
    idsupervisor idresponsabledirecto numeroempleadosupervisor
    leidinggevendeid personeelsnummerleidinggevende personeelsnummermanager`,
  start_date: `
    startdate hiredate joindate dateofjoining employmentstart entrydate work.startdate
    eintrittsdatum eintritt einstellungsdatum beginndatum
    datedebut datededebut dateentree datedentree datedembauche dateembauche
    fechadealta fechaalta fechadeinicio fechadeingreso fechadecontratacion
    startdatum datumindienst indienstdatum begindatum`,
  end_date: `
    enddate terminationdate leavedate leavingdate lastworkingday exitdate internal.terminationdate
    austrittsdatum austritt enddatum
    datefin datedefin datesortie datedesortie datededepart
    fechadebaja fechabaja fechadefin fechadesalida
    einddatum datumuitdienst uitdienstdatum`,
};
