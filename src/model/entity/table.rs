//! Entities of the United Nations system that work in countries, each with its names. Data only.
//!
//! A row is `SPELLING: NAME`, sorted by spelling. The spelling is the acronym or short name by which United Nations
//! texts in English call the entity; it is the one that a registry uses. The first row of an entity has its name in
//! English, as the entity writes it. The others have acronyms and names that are no other entity's: longer, shorter
//! and former ones, and those in French and Spanish of the entities that networks name most often. Of those that
//! `words` in `mod.rs` makes equal, one is here.

pub const TABLE: &str = "\
DCO: United Nations Development Coordination Office
DCO: Development Coordination Office
DCO: UNDCO
DPPA: United Nations Department of Political and Peacebuilding Affairs
DPPA: Department of Political and Peacebuilding Affairs
DPPA: UNDPPA
ECA: United Nations Economic Commission for Africa
ECA: Economic Commission for Africa
ECA: UNECA
ECE: United Nations Economic Commission for Europe
ECE: Economic Commission for Europe
ECE: UNECE
ECLAC: United Nations Economic Commission for Latin America and the Caribbean
ECLAC: Economic Commission for Latin America and the Caribbean
ECLAC: UNECLAC
ECLAC: CEPAL
ECLAC: CEPALC
ECLAC: Comisión Económica para América Latina y el Caribe
ESCAP: United Nations Economic and Social Commission for Asia and the Pacific
ESCAP: Economic and Social Commission for Asia and the Pacific
ESCAP: UNESCAP
ESCWA: United Nations Economic and Social Commission for Western Asia
ESCWA: Economic and Social Commission for Western Asia
ESCWA: UNESCWA
FAO: Food and Agriculture Organization of the United Nations
FAO: Food and Agriculture Organization
FAO: United Nations Food and Agriculture Organization
FAO: UNFAO
FAO: Organisation des Nations Unies pour l’alimentation et l’agriculture
FAO: Organización de las Naciones Unidas para la Alimentación y la Agricultura
IAEA: International Atomic Energy Agency
ICAO: International Civil Aviation Organization
IFAD: International Fund for Agricultural Development
ILO: International Labour Organization
ILO: International Labour Office
ILO: OIT
ILO: Organisation internationale du Travail
ILO: Organización Internacional del Trabajo
IMF: International Monetary Fund
IMO: International Maritime Organization
IOM: International Organization for Migration
IOM: UN Migration
IOM: UN Migration Agency
IOM: OIM
IOM: Organisation internationale pour les migrations
IOM: Organización Internacional para las Migraciones
ITC: International Trade Centre
ITU: International Telecommunication Union
OCHA: United Nations Office for the Coordination of Humanitarian Affairs
OCHA: Office for the Coordination of Humanitarian Affairs
OCHA: UNOCHA
OHCHR: Office of the United Nations High Commissioner for Human Rights
OHCHR: Office of the High Commissioner for Human Rights
OHCHR: United Nations High Commissioner for Human Rights
OHCHR: UN Human Rights
OHCHR: UN Human Rights Office
OHCHR: UNOHCHR
OHCHR: HCDH
OHCHR: ACNUDH
OHCHR: OACNUDH
OHCHR: Haut-Commissariat des Nations Unies aux droits de l’homme
OHCHR: Haut-Commissariat aux droits de l’homme
OHCHR: Oficina del Alto Comisionado de las Naciones Unidas para los Derechos Humanos
OHCHR: Alto Comisionado de las Naciones Unidas para los Derechos Humanos
UN DESA: United Nations Department of Economic and Social Affairs
UN DESA: Department of Economic and Social Affairs
UN DESA: DESA
UN RC: United Nations Resident Coordinator
UN RC: Resident Coordinator
UN RC: Coordonnateur résident des Nations Unies
UN RC: Coordonnatrice résidente des Nations Unies
UN RC: Coordonnateur résident
UN RC: Coordonnatrice résidente
UN RC: Coordinador Residente de las Naciones Unidas
UN RC: Coordinadora Residente de las Naciones Unidas
UN RC: Coordinador Residente
UN RC: Coordinadora Residente
UN RCO: United Nations Resident Coordinator’s Office
UN RCO: United Nations Resident Coordinator Office
UN RCO: Resident Coordinator’s Office
UN RCO: Resident Coordinator Office
UN RCO: Office of the United Nations Resident Coordinator
UN RCO: Office of the Resident Coordinator
UN RCO: RCO
UN Women: United Nations Entity for Gender Equality and the Empowerment of Women
UN Women: ONU Femmes
UN Women: ONU Mujeres
UN-Habitat: United Nations Human Settlements Programme
UN-Habitat: ONU-Habitat
UNAIDS: Joint United Nations Programme on HIV/AIDS
UNAIDS: ONUSIDA
UNCDF: United Nations Capital Development Fund
UNCT: United Nations Country Team
UNCTAD: UN Trade and Development
UNCTAD: United Nations Conference on Trade and Development
UNDP: United Nations Development Programme
UNDP: PNUD
UNDP: Programme des Nations Unies pour le développement
UNDP: Programa de las Naciones Unidas para el Desarrollo
UNDRR: United Nations Office for Disaster Risk Reduction
UNDRR: UNISDR
UNDSS: United Nations Department of Safety and Security
UNEP: United Nations Environment Programme
UNEP: UN Environment
UNEP: PNUE
UNEP: PNUMA
UNESCO: United Nations Educational, Scientific and Cultural Organization
UNFCCC: United Nations Framework Convention on Climate Change
UNFPA: United Nations Population Fund
UNFPA: United Nations Fund for Population Activities
UNFPA: FNUAP
UNFPA: Fonds des Nations Unies pour la population
UNFPA: Fondo de Población de las Naciones Unidas
UNHCR: United Nations High Commissioner for Refugees
UNHCR: Office of the United Nations High Commissioner for Refugees
UNHCR: UN Refugee Agency
UNHCR: HCR
UNHCR: ACNUR
UNHCR: Haut-Commissariat des Nations Unies pour les réfugiés
UNHCR: Haut-Commissariat aux réfugiés
UNHCR: Agence des Nations Unies pour les réfugiés
UNHCR: Alto Comisionado de las Naciones Unidas para los Refugiados
UNHCR: Agencia de las Naciones Unidas para los Refugiados
UNICEF: United Nations Children’s Fund
UNICEF: United Nations International Children’s Emergency Fund
UNICEF: Fonds des Nations Unies pour l’enfance
UNICEF: Fondo de las Naciones Unidas para la Infancia
UNIDO: United Nations Industrial Development Organization
UNITAR: United Nations Institute for Training and Research
UNODC: United Nations Office on Drugs and Crime
UNODC: ONUDC
UNODC: Office des Nations Unies contre la drogue et le crime
UNODC: Oficina de las Naciones Unidas contra la Droga y el Delito
UNOPS: United Nations Office for Project Services
UNRWA: United Nations Relief and Works Agency for Palestine Refugees in the Near East
UNRWA: United Nations Relief and Works Agency
UNSSC: United Nations System Staff College
UNU: United Nations University
UNV: United Nations Volunteers
UNV: United Nations Volunteers programme
UPU: Universal Postal Union
WFP: World Food Programme
WFP: United Nations World Food Programme
WFP: Programme alimentaire mondial
WFP: Programa Mundial de Alimentos
WHO: World Health Organization
WHO: OMS
WHO: Organisation mondiale de la Santé
WHO: Organización Mundial de la Salud
WIPO: World Intellectual Property Organization
WMO: World Meteorological Organization
World Bank: The World Bank
World Bank: Banque mondiale
World Bank: Banco Mundial
";
