//! The rows of fixed phrases that only a report needs.

use crate::model::country::FOOTNOTE;

/// The phrases of a report, as those of `PHRASES`. A number follows a colon, so that no word has to agree with it.
#[rustfmt::skip]
pub(super) static PAGE: &[(&str, [&str; 5])] = &[
    // The number.
    ("Country networks", ["الشبكات القطرية", "Redes nacionales", "Réseaux nationaux", "Страновые сети", "国家网络"]),
    ("Country networks as of {}", ["الشبكات القطرية (التاريخ المرجعي: {})", "Redes nacionales (fecha de referencia: {})", "Réseaux nationaux (date de référence\u{a0}: {})", "Страновые сети (отчетная дата: {})", "国家网络（统计日期：{}）"]),
    ("Certain: {}. Also possible, because dates are not known to the day: {}", ["مؤكدة: {}. وممكنة أيضا، لأن التواريخ غير معروفة باليوم: {}", "Con certeza: {}. También posibles, porque no se conoce el día exacto: {}", "Certains\u{a0}: {}. Également possibles, car le jour exact n’est pas connu\u{a0}: {}", "Точно: {}. Также возможно, так как даты не известны с точностью до дня: {}", "确定：{}。另有可能（日期未精确到日）：{}"]),
    ("Only days up to {} are considered: later days are in the future", ["لا تؤخذ في الحسبان إلا الأيام حتى {}: فما بعدها في المستقبل", "Solo se consideran los días hasta el {}: los posteriores están en el futuro", "Seuls les jours jusqu’au {} sont pris en compte\u{a0}: les suivants sont à venir", "Учитываются только дни по {} включительно: более поздние еще не наступили", "仅考虑截至{}的日期：其后的日期尚未到来"]),
    ("Counted although their dates are later than today: {}", ["محسوبة رغم أن تواريخها لاحقة لليوم: {}", "Contadas aunque sus fechas son posteriores a hoy: {}", "Comptés bien que leurs dates soient postérieures à aujourd’hui\u{a0}: {}", "Учтено, хотя даты позже сегодняшней: {}", "日期晚于今天但仍计入：{}"]),
    ("Not counted, because they are closed: {}", ["غير محسوبة لأنها مغلقة: {}", "No contadas por estar cerradas: {}", "Non comptés car fermés\u{a0}: {}", "Не учтено, так как закрыто: {}", "因已关闭而未计入：{}"]),
    ("Not counted, because they are only planned: {}", ["غير محسوبة لأنها مخطط لها فقط: {}", "No contadas por estar solo previstas: {}", "Non comptés car seulement prévus\u{a0}: {}", "Не учтено, так как только планируется: {}", "因仅在计划中而未计入：{}"]),
    ("Not counted, because `{}` is not given: {}", ["غير محسوبة لأن `{}` غير مذكور: {}", "No contadas porque no se indica `{}`: {}", "Non comptés car `{}` n’est pas précisé\u{a0}: {}", "Не учтено, так как не указано `{}`: {}", "因未注明`{}`而未计入：{}"]),
    ("Published by others for this date: {} ({})", ["العدد الذي نشره آخرون لهذا التاريخ: {} بتاريخ {}", "Publicado por otros para esta fecha: {} ({})", "Publié par d’autres pour cette date\u{a0}: {} ({})", "Опубликовано другими на эту дату: {} ({})", "他方就该日期公布：{}（{}）"]),
    ("Only networks that match: {}", ["الشبكات المطابقة للشروط التالية فقط: {}", "Solo las redes que cumplen: {}", "Seulement les réseaux qui correspondent à\u{a0}: {}", "Только сети, отвечающие условию: {}", "仅含符合条件的网络：{}"]),

    // What every picture says.
    ("Source: {}", ["المصدر: {}", "Fuente: {}", "Source\u{a0}: {}", "Источник: {}", "来源：{}"]),
    ("As of {}", ["التاريخ المرجعي: {}", "Fecha de referencia: {}", "Date de référence\u{a0}: {}", "Отчетная дата: {}", "统计日期：{}"]),
    ("Revision {} of {}", ["النسخة {} بتاريخ {}", "Revisión {} del {}", "Révision {} du {}", "Редакция {} от {}", "版本 {}（{}）"]),
    ("Revision {} of {}, with later changes", ["النسخة {} بتاريخ {}، مع تغييرات لاحقة", "Revisión {} del {}, con cambios posteriores", "Révision {} du {}, avec des modifications ultérieures", "Редакция {} от {}, с последующими изменениями", "版本 {}（{}），含其后的更改"]),
    ("Certain", ["مؤكدة", "Con certeza", "Certain", "Точно", "确定"]),
    ("Possible", ["ممكنة", "Posible", "Possible", "Возможно", "可能"]),
    ("Possible: dates are not known to the day", ["ممكنة: التواريخ غير معروفة باليوم", "Posible: no se conoce el día exacto", "Possible\u{a0}: le jour exact n’est pas connu", "Возможно: даты не известны с точностью до дня", "可能：日期未精确到日"]),
    ("No network counted", ["لا شبكة محسوبة", "Ninguna red contada", "Aucun réseau compté", "Нет учтенной сети", "无计入的网络"]),
    ("Totals that others have published", ["الأعداد التي نشرها آخرون", "Totales publicados por otros", "Totaux publiés par d’autres", "Числа, опубликованные другими", "他方公布的总数"]),
    ("Milestones", ["المعالم البارزة", "Hitos", "Jalons", "Вехи", "里程碑"]),
    ("growth", ["النمو", "evolución", "évolution", "рост", "增长"]),
    ("by region", ["حسب المنطقة", "por región", "par région", "по регионам", "按区域"]),
    ("countries and areas", ["البلدان والمناطق", "países y zonas", "pays et zones", "страны и районы", "国家和地区"]),
    ("The table below has the same data.", ["يتضمن الجدول أدناه البيانات نفسها.", "La tabla de abajo contiene los mismos datos.", "Le tableau ci-dessous contient les mêmes données.", "В таблице ниже те же данные.", "下表载有相同数据。"]),
    ("Each tile is one country or area. The places of the tiles are approximate, and no boundary is shown. Names and places imply no opinion on the legal status of any country, territory or area.", [
        "يمثل كل مربع بلدا واحدا أو منطقة واحدة. ومواقع المربعات تقريبية ولا تظهر أي حدود. ولا تنطوي الأسماء والمواقع على أي رأي بشأن المركز القانوني لأي بلد أو إقليم أو منطقة.",
        "Cada casilla es un país o zona. El lugar de las casillas es aproximado y no se muestra ninguna frontera. Los nombres y lugares no implican opinión alguna sobre la condición jurídica de ningún país, territorio o zona.",
        "Chaque case est un pays ou une zone. L’emplacement des cases est approximatif et aucune frontière n’est montrée. Les noms et les emplacements n’impliquent aucune opinion sur le statut juridique d’un pays, d’un territoire ou d’une zone.",
        "Каждая клетка — одна страна или район. Расположение клеток приблизительное, границы не показаны. Названия и расположение не выражают никакого мнения о правовом статусе какой-либо страны, территории или района.",
        "每个方格代表一个国家或地区。方格位置为大致位置，不显示任何边界。名称和位置不表示对任何国家、领土或地区法律地位的任何意见。",
    ]),

    // Headings of the page.
    ("Contents", ["المحتويات", "Contenido", "Sommaire", "Содержание", "目录"]),
    ("Networks over time", ["الشبكات عبر الزمن", "Las redes a lo largo del tiempo", "Les réseaux au fil du temps", "Сети с течением времени", "网络随时间的变化"]),
    ("Countries and areas", ["البلدان والمناطق", "Países y zonas", "Pays et zones", "Страны и районы", "国家和地区"]),
    ("By region", ["حسب المنطقة", "Por región", "Par région", "По регионам", "按区域"]),
    ("Compared with other totals", ["مقارنة بأعداد أخرى", "Comparación con otros totales", "Comparaison avec d’autres totaux", "Сравнение с другими числами", "与其他总数比较"]),
    ("The networks", ["الشبكات", "Las redes", "Les réseaux", "Сети", "各网络"]),
    ("What is missing", ["ما ينقص", "Lo que falta", "Ce qui manque", "Чего не хватает", "缺失内容"]),
    ("How to cite", ["كيفية الاستشهاد", "Cómo citar", "Comment citer", "Как ссылаться", "引用方式"]),
    ("The data", ["البيانات", "Los datos", "Les données", "Данные", "数据"]),
    ("The data of this picture", ["بيانات هذه الصورة", "Los datos de esta imagen", "Les données de cette image", "Данные этого рисунка", "本图数据"]),

    // Against other totals.
    ("Networks: {}, compared with {}", ["الشبكات: {}، مقابل {}", "Redes: {}, frente a {}", "Réseaux\u{a0}: {}, à comparer à {}", "Сети: {}, для сравнения: {}", "网络：{}，对比：{}"]),
    ("Countries and areas of this list with a network", ["بلدان ومناطق هذه القائمة التي لديها شبكة", "Países y zonas de esta lista con una red", "Pays et zones de cette liste qui ont un réseau", "Страны и районы этого списка, имеющие сеть", "本名单中设有网络的国家和地区"]),
    ("Counts which of the {} countries and areas have a network", ["يحسب البلدان والمناطق التي لديها شبكة من أصل {}", "Cuenta los países y zonas que tienen una red, de un total de {}", "Compte les pays et zones qui ont un réseau, sur un total de {}", "Считает страны и районы, в которых есть сеть, из общего числа {}", "在总共{}个国家和地区中，统计设有网络者"]),
    ("Two totals compared: which of the {} have a network is not known", ["مقارنة بين عددين: لا يُعرف أي منها لديه شبكة من أصل {}", "Comparación de dos totales: no se sabe cuáles de los {} tienen una red", "Comparaison de deux totaux\u{a0}: on ne sait pas lesquels des {} ont un réseau", "Сравниваются два числа: неизвестно, у кого из {} есть сеть", "比较两个总数：不知道{}个中哪些设有网络"]),
    ("Not counted here, because outside this list", ["غير محسوبة هنا لأنها خارج هذه القائمة", "No contadas aquí por estar fuera de esta lista", "Non comptés ici car hors de cette liste", "Здесь не учтено, так как вне этого списка", "因不在本名单中而未计入"]),
    ("Not counted here, because the countries are not given", ["غير محسوبة هنا لأن البلدان غير مذكورة", "No contadas aquí porque no se indican los países", "Non comptés ici car les pays ne sont pas précisés", "Здесь не учтено, так как страны не указаны", "因未注明国家而未计入"]),
    ("No date is given for the {}", ["لم يُذكر تاريخ للعدد {}", "No se indica fecha para los {}", "Aucune date n’est indiquée pour les {}", "Для числа {} дата не указана", "{}未注明日期"]),
    ("Different dates: the {} ({}), the networks ({})", ["تاريخان مختلفان: العدد {} بتاريخ {}، والشبكات بتاريخ {}", "Fechas distintas: los {} ({}), las redes ({})", "Dates différentes\u{a0}: les {} ({}), les réseaux ({})", "Разные даты: число {} ({}), сети ({})", "日期不同：{}（{}），网络（{}）"]),
    ("Date of the {}: {}", ["تاريخ العدد {}: {}", "Fecha de los {}: {}", "Date des {}\u{a0}: {}", "Дата числа {}: {}", "{}的日期：{}"]),
    ("No source is given", ["لم يُذكر مصدر", "No se indica fuente", "Aucune source n’est indiquée", "Источник не указан", "未注明来源"]),

    // Tables.
    ("No.", ["الرقم", "N.º", "N°", "№ п/п", "序号"]),
    ("From", ["من", "Desde el", "Depuis le", "Начиная с даты", "自"]),
    ("Changes", ["التغييرات", "Cambios", "Changements", "Изменения", "变化"]),
    ("Each row counts its own networks and those of the rows above", ["يحسب كل صف شبكاته وشبكات الصفوف التي فوقه", "Cada fila cuenta sus redes y las de las filas anteriores", "Chaque ligne compte ses réseaux et ceux des lignes au-dessus", "Каждая строка учитывает свои сети и сети предыдущих строк", "每行统计本行及以上各行的网络"]),
    ("Networks of several countries, which have no tile of their own", ["شبكات لعدة بلدان، ليس لها مربع خاص بها", "Redes de varios países, que no tienen casilla propia", "Réseaux de plusieurs pays, qui n’ont pas de case à eux", "Сети нескольких стран, не имеющие своей клетки", "多国网络，无单独方格"]),
    ("Planned or closed, and not counted", ["مخطط لها أو مغلقة، وغير محسوبة", "Previstas o cerradas, y no contadas", "Prévus ou fermés, et non comptés", "Планируется или закрыто, не учтено", "计划中或已关闭，未计入"]),

    // What is missing.
    ("This list is not complete. A country without a network in this list may still have one.", [
        "هذه القائمة غير كاملة. وعدم ورود شبكة لبلد ما في هذه القائمة لا يعني عدم وجودها.",
        "Esta lista no está completa. Un país sin red en esta lista puede tener una.",
        "Cette liste n’est pas complète. Un pays sans réseau dans cette liste peut en avoir un.",
        "Этот список неполон. Если у страны нет сети в этом списке, это не значит, что ее нет.",
        "本名单并不完整。在本名单中没有网络的国家，仍可能设有网络。",
    ]),
    ("Countries and areas without a network in this list: {} of {}", ["البلدان والمناطق التي لا ترد لها شبكة في هذه القائمة: {} من {}", "Países y zonas sin red en esta lista: {} de {}", "Pays et zones sans réseau dans cette liste\u{a0}: {} sur {}", "Страны и районы без сети в этом списке: {} из {}", "本名单中没有网络的国家和地区：{}/{}"]),
    ("Published by others: {}. Networks missing in this list, at least: {}", ["نشره آخرون: {}. الشبكات الناقصة في هذه القائمة، على الأقل: {}", "Publicado por otros: {}. Redes que faltan en esta lista, al menos: {}", "Publié par d’autres\u{a0}: {}. Réseaux qui manquent dans cette liste, au moins\u{a0}: {}", "Опубликовано другими: {}. Сетей, которых нет в этом списке, не менее: {}", "他方公布：{}。本名单缺少的网络至少：{}"]),
    ("Published by others: {}. Networks of this list that it does not count, at least: {}", ["نشره آخرون: {}. شبكات هذه القائمة التي لا يحسبها هذا العدد، على الأقل: {}", "Publicado por otros: {}. Redes de esta lista que ese total no cuenta, al menos: {}", "Publié par d’autres\u{a0}: {}. Réseaux de cette liste que ce total ne compte pas, au moins\u{a0}: {}", "Опубликовано другими: {}. Сетей этого списка, которые там не учтены, не менее: {}", "他方公布：{}。该数未计入的本名单网络至少：{}"]),
    ("Totals of others that contradict each other: {} after {}", ["أعداد متناقضة نشرها آخرون: {} بعد {}", "Totales de otros que se contradicen: {} después de {}", "Totaux d’autres qui se contredisent\u{a0}: {} après {}", "Противоречащие друг другу числа, опубликованные другими: {} после {}", "他方公布的总数相互矛盾：{}，而此前为{}"]),
    ("Networks without a date", ["شبكات بلا تاريخ", "Redes sin fecha", "Réseaux sans date", "Сети без даты", "无日期的网络"]),
    ("Networks of which only the latest possible day is known", ["شبكات لا يُعرف إلا آخر يوم ممكن لإنشائها", "Redes de las que solo se conoce el último día posible", "Réseaux dont seul le dernier jour possible est connu", "Сети, для которых известен только самый поздний возможный день", "仅知最晚可能日期的网络"]),
    ("Networks without a source", ["شبكات بلا مصدر", "Redes sin fuente", "Réseaux sans source", "Сети без источника", "无来源的网络"]),
    ("Networks with one source only", ["شبكات لها مصدر واحد فقط", "Redes con una sola fuente", "Réseaux avec une seule source", "Сети с одним источником", "仅有一个来源的网络"]),
    ("Networks whose coordinator is not given", ["شبكات لم يُذكر منسقها", "Redes sin coordinación indicada", "Réseaux sans coordonnateur indiqué", "Сети, для которых не указан координатор", "未注明协调机构的网络"]),
    ("Networks that were never verified", ["شبكات لم يجر التحقق منها بعد", "Redes aún no verificadas", "Réseaux pas encore vérifiés", "Сети, которые еще не проверены", "尚未核实的网络"]),
    ("Networks last verified more than a year ago", ["شبكات جرى التحقق منها آخر مرة قبل أكثر من سنة", "Redes verificadas por última vez hace más de un año", "Réseaux vérifiés pour la dernière fois il y a plus d’un an", "Сети, последняя проверка которых была более года назад", "上次核实已超过一年的网络"]),

    // Citation and data.
    ("License: {}", ["الترخيص: {}", "Licencia: {}", "Licence\u{a0}: {}", "Лицензия: {}", "许可协议：{}"]),
    ("No license is given: ask before you use the data", ["لم يُذكر ترخيص: يُرجى الاستئذان قبل استخدام البيانات", "No se indica licencia: pida permiso antes de usar los datos", "Aucune licence n’est indiquée\u{a0}: demandez avant d’utiliser les données", "Лицензия не указана: спросите разрешения, прежде чем использовать данные", "未注明许可协议：使用数据前请先征得同意"]),
    ("The maintainers of this registry", ["القائمون على هذا السجل", "Los responsables de este registro", "Les responsables de ce registre", "Составители этого реестра", "本登记册的维护者"]),
    ("The counted networks, for a spreadsheet", ["الشبكات المحسوبة، لجداول البيانات", "Las redes contadas, para una hoja de cálculo", "Les réseaux comptés, pour un tableur", "Учтенные сети, для электронной таблицы", "计入的网络，供电子表格使用"]),
    ("The counted networks, for programs", ["الشبكات المحسوبة، للبرامج", "Las redes contadas, para programas", "Les réseaux comptés, pour les programmes", "Учтенные сети, для программ", "计入的网络，供程序使用"]),
    ("The numbers, denominators, milestones and published totals", ["الأعداد والمقامات والمعالم البارزة والأعداد المنشورة", "Los números, denominadores, hitos y totales publicados", "Les nombres, dénominateurs, jalons et totaux publiés", "Числа, знаменатели, вехи и опубликованные числа", "数字、分母、里程碑和已公布总数"]),
    ("What changed in each revision", ["ما تغير في كل نسخة", "Qué cambió en cada revisión", "Ce qui a changé à chaque révision", "Что изменилось в каждой редакции", "每个版本中的更改"]),
    ("The dates of the networks, for feed readers", ["تواريخ الشبكات، لقارئات التغذيات الإخبارية", "Las fechas de las redes, para lectores de noticias", "Les dates des réseaux, pour les lecteurs de flux", "Даты сетей, для программ чтения лент", "网络的日期，供订阅阅读器使用"]),
    ("The number as a badge", ["العدد في شكل شارة", "El número como insignia", "Le nombre sous forme de badge", "Число в виде значка", "以徽章显示的数字"]),
    ("The number for services that draw badges", ["العدد للخدمات التي ترسم الشارات", "El número para servicios que dibujan insignias", "Le nombre pour les services qui dessinent des badges", "Число для служб, рисующих значки", "供绘制徽章的服务使用的数字"]),
    ("The description of the data (Data Package)", ["وصف البيانات (Data Package)", "La descripción de los datos (Data Package)", "La description des données (Data Package)", "Описание данных (Data Package)", "数据说明（Data Package）"]),
    ("How to cite (Citation File Format)", ["كيفية الاستشهاد (Citation File Format)", "Cómo citar (Citation File Format)", "Comment citer (Citation File Format)", "Как ссылаться (Citation File Format)", "引用方式（Citation File Format）"]),
    (FOOTNOTE, [
        "* ينبغي أن تُفهم الإشارات إلى كوسوفو في سياق قرار مجلس الأمن التابع للأمم المتحدة 1244 (1999).",
        "* Toda referencia a Kosovo debe entenderse en el contexto de la resolución 1244 (1999) del Consejo de Seguridad de las Naciones Unidas.",
        "* Toute mention du Kosovo doit s’entendre dans le contexte de la résolution 1244 (1999) du Conseil de sécurité de l’Organisation des Nations Unies.",
        "* Ссылки на Косово следует понимать в контексте резолюции 1244 (1999) Совета Безопасности Организации Объединенных Наций.",
        "* 凡提及科索沃之处，均应按照联合国安全理事会第1244(1999)号决议理解。",
    ]),
];
