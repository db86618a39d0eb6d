pragma Singleton
import QtQuick

// Words, tones and icons for what the self-check comes out as. Functions read qsTrId, so that a change of language renews
// every binding that calls them.
QtObject {
    function status(code: string): string {
        switch (code) {
        case "likely": return qsTrId("check.status.likely");
        case "one_more": return qsTrId("check.status.one_more");
        case "office": return qsTrId("check.status.office");
        case "not_now": return qsTrId("check.status.not_now");
        }
        return "";
    }
    function tone(code: string): string {
        switch (code) {
        case "likely": return "ok";
        case "one_more": return "warn";
        case "office": return "info";
        }
        return "neutral";
    }
    function icon(code: string): string {
        switch (code) {
        case "likely": return "check-circle";
        case "one_more": return "question";
        case "office": return "users";
        }
        return "minus-circle";
    }
    function truth(code: string): string {
        switch (code) {
        case "yes": return qsTrId("check.truth.yes");
        case "no": return qsTrId("check.truth.no");
        case "office": return qsTrId("check.truth.office");
        }
        return qsTrId("check.truth.open");
    }
    function truthTone(code: string): string {
        switch (code) {
        case "yes": return "ok";
        case "no": return "neutral";
        case "office": return "info";
        }
        return "warn";
    }
    function truthIcon(code: string): string {
        switch (code) {
        case "yes": return "check";
        case "no": return "minus";
        case "office": return "users";
        }
        return "question";
    }
    function headline(likely: int, open: int, office: int): string {
        if (likely > 0)
            return qsTrId("check.results.likely").arg(likely);
        if (open > 0)
            return qsTrId("check.results.open", open).arg(open);
        if (office > 0)
            return qsTrId("check.results.office").arg(office);
        return qsTrId("check.results.none");
    }
}
