pragma Singleton
import QtQml
import Kiosk.ViewModels

// What the form clashes with, in words: for whoever stands here, or for one of her family.
QtObject {
    function said(form: SignUpModel): string {
        switch (form.clashKind) {
        case "again": return qsTrId("signup.clash.same");
        case "after_self": return qsTrId("signup.clash.after.self");
        case "after_family": return qsTrId("signup.clash.after.family");
        case "time": return qsTrId("signup.clash").arg(form.clash);
        case "family_time": return qsTrId("signup.clash.family").arg(form.clash);
        }
        return "";
    }
}
