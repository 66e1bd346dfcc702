//! The fixed phrases of tables in the six languages: headings, the words in cells, and the names of groups.
//!
//! The English text is the key. Codes (`Alpha-2`, `M49`) are the same in every language. The terms are those that
//! the United Nations uses. Headings of dates name the event; a status has the gender of the word for a network.

use crate::model::Language;

/// The phrases: English, then Arabic, Spanish, French, Russian, Chinese. Each `{}` is a place for a word.
#[rustfmt::skip]
static PHRASES: &[(&str, [&str; 5])] = &[
    // Headings: what is asked of a network.
    ("Key", ["المفتاح", "Clave", "Clé", "Ключ", "键"]),
    ("Name", ["الاسم", "Nombre", "Nom", "Название", "名称"]),
    ("Status", ["الحالة", "Estado", "Statut", "Статус", "状态"]),
    ("Established", ["تاريخ الإنشاء", "Establecimiento", "Création", "Дата создания", "成立日期"]),
    ("Launched", ["تاريخ الإطلاق", "Lanzamiento", "Lancement", "Дата запуска", "启动日期"]),
    ("Closed", ["تاريخ الإغلاق", "Cierre", "Fermeture", "Дата закрытия", "关闭日期"]),
    ("Covers", ["البلدان المشمولة", "Países abarcados", "Pays couverts", "Охватываемые страны", "涵盖国家"]),
    ("Chairs", ["الرئاسة", "Presidencia", "Présidence", "Председатели", "主席"]),
    ("Coordinator", ["المنسق", "Coordinación", "Coordonnateur", "Координатор", "协调机构"]),
    ("Secretariat", ["الأمانة", "Secretaría", "Secrétariat", "Секретариат", "秘书处"]),
    ("Members", ["الأعضاء", "Miembros", "Membres", "Члены", "成员"]),
    ("Website", ["الموقع الشبكي", "Sitio web", "Site web", "Веб-сайт", "网站"]),
    ("Sources", ["المصادر", "Fuentes", "Sources", "Источники", "来源"]),
    ("Verified", ["تاريخ التحقق", "Verificación", "Vérification", "Дата проверки", "核实日期"]),
    ("Note", ["ملاحظة", "Nota", "Note", "Примечание", "备注"]),
    ("Alpha-2", ["Alpha-2", "Alpha-2", "Alpha-2", "Alpha-2", "Alpha-2"]),
    ("Alpha-3", ["Alpha-3", "Alpha-3", "Alpha-3", "Alpha-3", "Alpha-3"]),
    ("M49", ["M49", "M49", "M49", "M49", "M49"]),
    ("Region", ["المنطقة", "Región", "Région", "Регион", "区域"]),
    ("Sub-region", ["المنطقة دون الإقليمية", "Subregión", "Sous-région", "Субрегион", "次区域"]),
    ("Intermediate region", ["المنطقة الوسيطة", "Región intermedia", "Région intermédiaire", "Промежуточный регион", "中间区域"]),
    ("Year", ["السنة", "Año", "Année", "Год", "年份"]),
    ("Other names", ["أسماء أخرى", "Otros nombres", "Autres noms", "Другие названия", "其他名称"]),

    // Headings: the other tables of the file.
    ("Format", ["الصيغة", "Formato", "Format", "Формат", "格式"]),
    ("Title", ["العنوان", "Título", "Titre", "Заголовок", "标题"]),
    ("Description", ["الوصف", "Descripción", "Description", "Описание", "说明"]),
    ("Homepage", ["الصفحة الرئيسية", "Página principal", "Page d’accueil", "Главная страница", "主页"]),
    ("Contact", ["جهة الاتصال", "Contacto", "Contact", "Контактные данные", "联系方式"]),
    ("Publisher", ["الناشر", "Entidad editora", "Éditeur", "Издатель", "发布者"]),
    ("License", ["الترخيص", "Licencia", "Licence", "Лицензия", "许可协议"]),
    ("Since", ["منذ", "Desde", "Depuis", "Начиная с", "起始日期"]),
    ("Value", ["القيمة", "Valor", "Valeur", "Значение", "数值"]),
    ("Date", ["التاريخ", "Fecha", "Date", "Дата", "日期"]),
    ("Source", ["المصدر", "Fuente", "Source", "Источник", "来源"]),
    ("Rule", ["القاعدة", "Regla", "Règle", "Правило", "规则"]),
    ("Reason", ["السبب", "Motivo", "Motif", "Причина", "原因"]),
    ("Until", ["حتى", "Hasta", "Jusqu’au", "Действует по", "截止日期"]),
    ("ID", ["المعرّف", "Identificador", "Identifiant", "Идентификатор", "标识符"]),
    ("Address", ["عنوان السجل", "Dirección", "Adresse", "Адрес", "地址"]),

    // Headings: numbers.
    ("Networks", ["الشبكات", "Redes", "Réseaux", "Сети", "网络"]),
    ("Countries", ["البلدان", "Países", "Pays", "Страны", "国家"]),
    ("Certainty", ["درجة اليقين", "Certeza", "Certitude", "Достоверность", "确定性"]),
    ("Percentage", ["النسبة المئوية", "Porcentaje", "Pourcentage", "Процент", "百分比"]),
    ("Denominator", ["المقام", "Denominador", "Dénominateur", "Знаменатель", "分母"]),
    ("As of", ["حتى تاريخ", "A fecha de", "À la date du", "По состоянию на", "截至"]),
    ("Published", ["العدد المنشور", "Total publicado", "Total publié", "Опубликовано", "已公布数"]),
    ("Outside", ["خارج القائمة", "Fuera de la lista", "Hors liste", "Вне списка", "名单之外"]),

    // Words in cells.
    ("certain", ["مؤكد", "con certeza", "certain", "точно", "确定"]),
    ("possible", ["ممكن", "posible", "possible", "возможно", "可能"]),
    ("established", ["أُنشئت", "establecida", "créé", "создана", "已成立"]),
    ("planned", ["مخطط لها", "prevista", "prévu", "планируется", "计划中"]),
    ("closed", ["مغلقة", "cerrada", "fermé", "закрыта", "已关闭"]),

    // Groups and what has no value.
    ("not in M49", ["غير وارد في M49", "no figura en M49", "hors M49", "нет в M49", "不在M49中"]),
    ("several", ["متعددة", "varias", "plusieurs", "несколько", "多个"]),
    ("no country", ["بدون بلد", "sin país", "sans pays", "без страны", "无国家"]),
    ("no intermediate region", ["بدون منطقة وسيطة", "sin región intermedia", "sans région intermédiaire", "без промежуточного региона", "无中间区域"]),
    ("not given", ["غير مذكور", "no se indica", "non précisé", "не указано", "未注明"]),
    ("undated", ["بدون تاريخ", "sin fecha", "sans date", "без даты", "无日期"]),

    // Dates and years.
    ("{} or earlier", ["{} أو قبل ذلك", "{} o antes", "{} ou avant", "{} или ранее", "{}或更早"]),
    ("by {}", ["في موعد أقصاه {}", "no después de {}", "au plus tard {}", "не позднее {}", "不晚于{}"]),
    ("{} to {}", ["من {} إلى {}", "de {} a {}", "de {} à {}", "от {} до {}", "{}至{}"]),
];

/// Returns a fixed phrase in a language. One that has no translation is a bug, and comes in English.
pub fn phrase(english: &'static str, language: Language) -> &'static str {
    let row = || PHRASES.iter().find(|(key, _)| *key == english);
    debug_assert!(row().is_some(), "`{english}` has no translation");
    let Some(other) = language.other() else { return english };
    row().map_or(english, |(_, translations)| translations[other])
}

/// Returns a fixed phrase in a language, with a word in place of each `{}`.
pub fn filled(template: &'static str, words: &[&str], language: Language) -> String {
    // A search for one byte takes fewer steps to begin than one for two.
    let mut pieces = phrase(template, language).split('{');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    debug_assert_eq!(pieces.clone().count(), words.len(), "places in `{template}`");
    for (word, piece) in words.iter().zip(pieces) {
        text += word;
        text += piece.strip_prefix('}').unwrap_or(piece);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Table;
    use crate::select::{column::Column, group::Grouping};

    /// Codes, which are the same in every language.
    const CODES: [&str; 3] = ["Alpha-2", "Alpha-3", "M49"];

    #[test]
    fn every_phrase_is_there_once_and_in_every_language() {
        for (at, (english, _)) in PHRASES.iter().enumerate() {
            assert!(PHRASES[..at].iter().all(|(other, _)| other != english), "{english} twice");
            assert_eq!(phrase(english, Language::English), *english);
            for language in Language::ALL {
                let text = phrase(english, language);
                let is_code = CODES.contains(english) && text == *english;
                assert!(language.writes(text) || is_code, "{english} in {}: `{text}`", language.code());
                assert_eq!(text.matches("{}").count(), english.matches("{}").count(), "{english}: {text}");
                assert_eq!(text, text.trim(), "{english}");
            }
        }
    }

    #[test]
    fn every_heading_has_a_translation() {
        let columns = Column::all().map(Column::title);
        let fields = Table::ALL.into_iter().flat_map(Table::fields).map(|field| field.title);
        let groupings = Grouping::ids().filter_map(Grouping::of).map(Grouping::title);
        let headings: Vec<&str> = columns.chain(fields).chain(groupings).collect();
        assert!(
            headings.contains(&"Year") && headings.contains(&"Sub-region") && headings.contains(&"Until")
        );
        for heading in headings {
            assert!(PHRASES.iter().any(|(english, _)| *english == heading), "{heading}");
        }
    }

    #[test]
    fn words_come_in_the_places_of_the_language() {
        for (language, expected) in [
            (Language::Arabic, "من 2020 إلى {}"),
            (Language::English, "2020 to {}"),
            (Language::Spanish, "de 2020 a {}"),
            (Language::French, "de 2020 à {}"),
            (Language::Russian, "от 2020 до {}"),
            (Language::Chinese, "2020至{}"),
        ] {
            assert_eq!(filled("{} to {}", &["2020", "{}"], language), expected);
        }
        assert_eq!(filled("by {}", &["2024-08"], Language::Russian), "не позднее 2024-08");
        assert_eq!(phrase("established", Language::French), "créé");
    }
}
