import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Where this machine cannot write down who wants something: who can, instead of a form that would be refused one page later.
FilledLabel {
    property bool service: false
    required property string contact
    readonly property string desk: service ? (Words.nobody ? qsTrId("signup.stopped.line.service.closed") : qsTrId("signup.stopped.line.service"))
        : Words.nobody ? qsTrId("signup.stopped.line.closed") : qsTrId("signup.stopped.line")

    said: desk + (contact.length > 0 ? qsTrId("signup.stopped.phone").arg(Words.phone(contact)) : "")
    type: Theme.bodyBold
}
