pragma Singleton
import QtQuick

// Words for the codes that content carries, and how dates and sums are written. Functions read qsTrId so that a change
// of language renews every binding that calls them.
QtObject {
    readonly property string comma: qsTrId("words.comma")
    readonly property string hidden: "••••"                 // for what nobody who passes may read
    property bool nobody: false            // is on duty, as the bar says: nothing sends anybody to staff who are not there
    readonly property string unreadable: nobody ? qsTrId("banner.error.line.closed") : qsTrId("banner.error.line")
    readonly property string gone: nobody ? qsTrId("gone.line.closed") : qsTrId("gone.line")

    function day(date: date, localeName: string): string {
        return date.toLocaleDateString(Qt.locale(localeName), qsTrId("format.day"));
    }
    // Month and day; with the year where it is not this one.
    function monthDay(date: date, now: date, localeName: string): string {
        const sameYear = date.getFullYear() === now.getFullYear();
        return date.toLocaleDateString(Qt.locale(localeName), sameYear ? qsTrId("format.monthday") : qsTrId("format.yearday"));
    }
    function clock(date: date): string {
        return Qt.formatTime(date, "H:mm");
    }
    // "" when both are today; otherwise the day in words where it is today or tomorrow.
    function relativeDay(days: int, date: date, localeName: string): string {
        if (days === 0)
            return qsTrId("day.today");
        if (days === 1)
            return qsTrId("day.tomorrow");
        return day(date, localeName);
    }

    // A rehearsal under the heading that says it is one: content's titles say it themselves, for where they stand alone.
    function rehearsed(title: string): string {
        const prefix = qsTrId("guides.prefix");
        return title.startsWith(prefix) ? leading(title.slice(prefix.length)) : title;
    }
    // At the head of a line: today becomes Today.
    function leading(text: string): string {
        return text.charAt(0).toUpperCase() + text.slice(1);
    }

    // When somebody is there again, in few words; "" where that is not known.
    function opensAt(days: int, date: date, localeName: string): string {
        if (isNaN(date.getTime()))
            return "";
        if (days === 0)
            return qsTrId("opens.today").arg(clock(date));
        if (days === 1)
            return qsTrId("opens.tomorrow").arg(clock(date));
        return qsTrId("opens.day").arg(date.toLocaleDateString(Qt.locale(localeName), days < 7 ? qsTrId("format.weekday") : qsTrId("format.monthday"))).arg(clock(date));
    }

    // By when somebody will have called; "" where nobody promised.
    function callBy(days: int, date: date, localeName: string): string {
        return isNaN(date.getTime()) ? "" : qsTrId("callback.by").arg(relativeDay(days, date, localeName)).arg(clock(date));
    }

    // How a ticket stands, in a word or two.
    function ticketTag(cancelled: bool, service: bool, waiting: bool, outcome: string, position: int): var {
        if (cancelled || outcome === "cancelled")
            return { text: qsTrId("tickets.tag.gone"), icon: "x-circle", tone: "neutral" };
        if (outcome === "conflict")
            return { text: qsTrId("tickets.tag.conflict"), icon: "clock", tone: "warn" };
        if (outcome === "declined" || outcome === "refused")
            return { text: qsTrId("tickets.tag.none"), icon: "x-circle", tone: "err" };
        if (waiting && outcome !== "accepted")
            return { text: position > 0 ? qsTrId("tickets.tag.queue.at").arg(position) : qsTrId("tickets.tag.queue"), icon: "hourglass-medium", tone: "warn" };
        return { text: service ? qsTrId("tickets.tag.noted") : qsTrId("tickets.tag.seat"), icon: "check-circle", tone: "ok" };
    }

    function category(code: string): string {
        switch (code) {
        case "": return qsTrId("category.all");
        case "basic": return qsTrId("category.basic");
        case "medical": return qsTrId("category.medical");
        case "elderly": return qsTrId("category.elderly");
        case "disability": return qsTrId("category.disability");
        case "children": return qsTrId("category.children");
        case "schooling": return qsTrId("category.schooling");
        case "housing": return qsTrId("category.housing");
        case "work": return qsTrId("category.work");
        case "urgent": return qsTrId("category.urgent");
        }
        return code;
    }
    function activityKind(code: string): string {
        switch (code) {
        case "": return qsTrId("category.all");
        case "class": return qsTrId("activity.kind.class");
        case "health": return qsTrId("activity.kind.health");
        case "legal": return qsTrId("activity.kind.legal");
        case "meals": return qsTrId("activity.kind.meals");
        case "children": return qsTrId("activity.kind.children");
        case "company": return qsTrId("activity.kind.company");
        case "work": return qsTrId("activity.kind.work");
        }
        return code;
    }
    function payment(code: string): string {
        switch (code) {
        case "monthly": return qsTrId("payment.monthly");
        case "yearly": return qsTrId("payment.yearly");
        case "once": return qsTrId("payment.once");
        case "reduction": return qsTrId("payment.reduction");
        case "service": return qsTrId("payment.service");
        case "certificate": return qsTrId("payment.certificate");
        case "loan": return qsTrId("payment.loan");
        }
        return code;
    }
    function paymentIcon(code: string): string {
        switch (code) {
        case "monthly": return "calendar-check";
        case "yearly": return "calendar-plus";
        case "once": return "lightning";
        case "reduction": return "list-checks";
        case "service": return "hand-heart";
        case "certificate": return "identification-card";
        }
        return "wallet";
    }
    function applyAt(code: string): string {
        switch (code) {
        case "town": return qsTrId("apply.town");
        case "district": return qsTrId("apply.district");
        case "city": return qsTrId("apply.city");
        case "village": return qsTrId("apply.village");
        case "school": return qsTrId("apply.school");
        case "hospital": return qsTrId("apply.hospital");
        case "online": return qsTrId("apply.online");
        case "automatic": return qsTrId("apply.automatic");
        case "provider": return qsTrId("apply.provider");
        case "police": return qsTrId("apply.police");
        }
        return code;
    }
    function applyIcon(code: string): string {
        if (code === "online")
            return "device-mobile";
        return code === "automatic" ? "arrows-clockwise" : "map-pin";
    }
    function benefitTags(payment: string, applyAt: string, here: bool, unconfirmed: bool): var {
        const tags = [
            { text: Words.payment(payment), icon: paymentIcon(payment), tone: "neutral" },
            { text: Words.applyAt(applyAt), icon: applyIcon(applyAt), tone: "neutral" }];
        if (here)
            tags.push({ text: qsTrId("tag.here"), icon: "check-circle", tone: "ok" });
        if (unconfirmed)
            tags.push({ text: qsTrId("tag.unconfirmed"), icon: "question", tone: "warn" });
        return tags.slice(0, 3);
    }
    function serviceCategory(code: string): string {
        switch (code) {
        case "": return qsTrId("category.all");
        case "apply": return qsTrId("service.apply");
        case "home": return qsTrId("service.home");
        case "meals": return qsTrId("service.meals");
        case "health": return qsTrId("service.health");
        case "mind": return qsTrId("service.mind");
        case "legal": return qsTrId("service.legal");
        case "work": return qsTrId("service.work");
        case "goods": return qsTrId("service.goods");
        }
        return code;
    }
    // Open now or closed, with the time where it is known ("until" null or invalid: not known); "" for "unknown".
    function opening(state: string, until: var, inDays: int, localeName: string): string {
        const timed = until !== null && until !== undefined && !isNaN(until.getTime());
        if (state === "open")
            return timed ? qsTrId("open.until").arg(clock(until)) : qsTrId("open.now");
        if (state !== "closed")
            return "";
        if (!timed)
            return qsTrId("closed.now");
        return inDays === 0 ? qsTrId("closed.today").arg(clock(until))
            : qsTrId("closed.until").arg(relativeDay(inDays, until, localeName)).arg(clock(until));
    }
    function placeCategory(code: string): string {
        switch (code) {
        case "": return qsTrId("category.all");
        case "gongzhu": return qsTrId("place.gongzhu");
        case "dangqun": return qsTrId("place.dangqun");
        case "zhengwu": return qsTrId("place.zhengwu");
        case "shegong": return qsTrId("place.shegong");
        case "yikang": return qsTrId("place.yikang");
        case "fantang": return qsTrId("place.fantang");
        case "jiuzhu": return qsTrId("place.jiuzhu");
        case "canlian": return qsTrId("place.canlian");
        case "falv": return qsTrId("place.falv");
        case "wenming": return qsTrId("place.wenming");
        case "tuiyi": return qsTrId("place.tuiyi");
        case "cishan": return qsTrId("place.cishan");
        case "weibao": return qsTrId("place.weibao");
        case "yiyuan": return qsTrId("place.yiyuan");
        case "binyi": return qsTrId("place.binyi");
        case "jiuye": return qsTrId("place.jiuye");
        }
        return code;
    }
    function placeGroup(code: string): string {
        switch (code) {
        case "care": return qsTrId("place.group.care");
        case "desk": return qsTrId("place.group.desk");
        case "trouble": return qsTrId("place.group.trouble");
        }
        return qsTrId("place.group.other");
    }
    function quarter(code: string): string {
        switch (code) {
        case "n": return qsTrId("quarter.n");
        case "ne": return qsTrId("quarter.ne");
        case "e": return qsTrId("quarter.e");
        case "se": return qsTrId("quarter.se");
        case "s": return qsTrId("quarter.s");
        case "sw": return qsTrId("quarter.sw");
        case "w": return qsTrId("quarter.w");
        }
        return qsTrId("quarter.nw");
    }
    // Whether a place is open, as a tag; a closing that is near says how many minutes are left.
    function placeState(state: string, until: var, inDays: int, suspended: bool, minutesLeft: int, localeName: string): var {
        const timed = until !== null && until !== undefined && !isNaN(until.getTime());
        if (suspended)
            return { text: qsTrId("place.suspended"), icon: "prohibit", tone: "err" };
        if (state === "open")
            return minutesLeft >= 0 ? { text: qsTrId("place.closing").arg(minutesLeft), icon: "clock", tone: "warn" }
                : { text: qsTrId("open.now"), icon: "door-open", tone: "ok" };
        if (state !== "closed")
            return { text: qsTrId("place.unknown"), icon: "question", tone: "neutral" };
        if (timed && inDays === 0)
            return { text: qsTrId("place.opens").arg(clock(until)), icon: "clock", tone: "warn" };
        if (timed)
            return { text: qsTrId("place.opens.day").arg(relativeDay(inDays, until, localeName)).arg(clock(until)), icon: "minus-circle", tone: "neutral" };
        return { text: qsTrId("closed.now"), icon: "minus-circle", tone: "neutral" };
    }
    // How far, and how long on foot at an old person's pace; "" where a position is not known.
    function away(metres: var, minutes: int): string {
        if (metres === null || metres === undefined || metres < 0)
            return "";
        return minutes > 0 ? distance(metres) + qsTrId("site.join") + qsTrId("place.walk").arg(minutes) : distance(metres);
    }

    // As the crow flies: rounded, so that it does not claim to be a way on foot.
    // Distance, and minutes on foot where that is a walk at all.
    // A length on a map, without saying how it was measured.
    function metres(length: int): string {
        return length < 1000 ? qsTrId("map.metres").arg(length) : qsTrId("map.kilometres").arg(length / 1000);
    }
    function walk(metres: int, minutes: int): string {
        return minutes > 0 ? qsTrId("walk.minutes").arg(distance(metres)).arg(minutes) : distance(metres);
    }
    function distance(metres: int): string {
        return metres < 1000 ? qsTrId("distance.metres").arg(Math.max(10, Math.round(metres / 10) * 10))
            : qsTrId("distance.kilometres").arg((Math.round(metres / 100) / 10).toFixed(1));
    }
    // Times keep together: a line never ends between 9:00 and –12:00.
    function unbroken(text: string): string {
        return text.replace(/(\d)–(\d)/g, "$1\u2060–\u2060$2");
    }
    // A telephone number is not broken at its gap.
    function phone(number: string): string {
        return number.replace(/ /g, "\u00a0");
    }
    function grouped(value: int): string {
        const digits = String(value);
        return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
    }
    function heading(code: string): string {
        switch (code) {
        case "about": return qsTrId("heading.about");
        case "where": return qsTrId("heading.where");
        case "who": return qsTrId("heading.who");
        case "hours": return qsTrId("heading.hours");
        case "fee": return qsTrId("heading.fee");
        case "bring": return qsTrId("heading.bring");
        case "phone": return qsTrId("heading.phone");
        case "text": return qsTrId("heading.text");
        case "host": return qsTrId("heading.host");
        case "capacity": return qsTrId("heading.capacity");
        }
        return code;
    }
    function headingIcon(code: string): string {
        switch (code) {
        case "hours": return "clock";
        case "where": return "map-pin-line";
        case "who": case "host": return "users-three";
        case "fee": return "wallet";
        case "bring": return "files";
        case "phone": return "phone";
        }
        return "info";
    }
}
