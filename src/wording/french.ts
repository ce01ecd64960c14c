import type { Language } from "./language.js";

export const french: Language = {
  subjects: {
    failure: ["non remis", "non distribuable", "non remise", "échec de la remise"],
    delay: ["retardé", "remise retardée"],
    delivered: ["remis", "relayé", "transmis"],
    read: ["lu", "non lu"],
    autoReply: ["réponse automatique", "absence du bureau", "absent"],
    meeting: ["accepté", "refusé", "provisoire", "annulé", "nouvel horaire proposé"],
    recall: ["rappel", "rappel de message", "rapport de rappel de message"],
    quarantine: ["notification de mise en quarantaine", "notification de quarantaine"],
  },
  sentences: {
    failure: [
      /non remis\b|échec de (?:la )?(?:remise|livraison)|n['’]a pas (?:pu être|été) (?:remis|distribué|envoyé)/i,
      /(?:a|ont) rejeté votre message|impossible de (?:remettre|distribuer)|messages? non (?:distribué|remis)/i,
    ],
    delay: [
      /(?:remise|livraison|distribution) .{0,60}retardée|message .{0,140}retardé|continuer(?:a|ons) (?:à|d['’])|n['’]a pas encore été (?:remis|distribué)|continuera (?:à|d['’])essayer/i,
    ],
    delivered: [/a (?:bien )?été remis (?:aux|à)|la remise .{0,80}est terminée|remis avec succès/i],
    read: [/a été lu le|confirmation de lecture|supprimé sans (?:avoir été|être) lu/i],
    autoReply: [
      /réponse automatique|absence du bureau|je suis (?:actuellement )?(?:absent|en congé|en vacances)/i,
    ],
    recall: [/souhaite rappeler le message|voudrait rappeler le message/i],
    quarantine: [
      /(?:messages?|courriers?) (?:\S{1,20} ){0,3}en quarantaine|notification de (?:mise en )?quarantaine/i,
    ],
  },
  causes: {
    unknownRecipient:
      /adresse (?:de messagerie|de courrier|e-?mail)?.{0,60}(?:introuvable|n['’]a pas été trouvée)|n['’]avons pas trouvé l['’]adresse|est introuvable (?:sur|dans|chez)|n['’]a pas été trouvée? (?:sur|dans|chez|à)|destinataire (?:inconnu|inexistant)|n['’]est pas répertorié dans (?:le carnet|l['’]annuaire)/i,
    mailboxFull:
      /(?<!\b(?:ma|notre) )bo[iî]te (?:(?:aux lettres|de réception|mail|e-mail)(?:.{0,60}[ ,])?)?(?:est )?(?:pleine|saturée)/i,
    tooLarge:
      /(?:message|pièce jointe) (?:est )?trop (?:volumineu(?:x|se)|grande?|lourde?)|dépasse la taille .{0,20}(?:maximale|autorisée)/i,
    noPermission: /pas (?:l['’]autorisation|autorisé|les autorisations?).{0,40}(?:envoyer|envoi)/i,
    closedGroup: /n['’]accepte (?:que les|des) messages (?:que )?(?:de|provenant|envoyés)/i,
    invalidSender: /pas (?:été )?reconnu comme (?:un )?expéditeur valide/i,
    expired:
      /sans succès.{0,40}(?:cessé|arrêté)|a (?:cessé|arrêté) (?:d['’]essayer|les tentatives)/i,
  },
  labels: {
    generatingServer: ["serveur de génération", "serveur générateur", "serveur de création"],
    reply: ["code d'état", "code d’état", "erreur signalée", "erreur", "détails de l'erreur"],
    rejectedBy: [
      "message rejeté par",
      "message refusé par",
      "serveur distant",
      "serveur de réception",
    ],
    generatedBy: ["dsn généré par", "notification générée par"],
    sender: ["adresse de l'expéditeur", "adresse de l’expéditeur", "adresse expéditeur"],
    recipient: ["adresse du destinataire", "adresse destinataire"],
    subject: ["objet", "sujet"],
    messageId: ["id de message", "id du message", "identificateur du message"],
    date: ["date de création", "date d'envoi", "date d’envoi"],
  },
  addressed: [
    ["votre message à", "n"],
    ["votre message n.est pas parvenu à", "car"],
    ["votre message n.a pas été distribué à", "car"],
    ["votre message n.a pas été remis à", "car"],
  ],
  lure: /(?:mot de passe|compte|bo[iî]te (?:aux lettres|mail)) (?:expire|a expiré|sera (?:fermée?|désactivée?|suspendue?|supprimée?|bloquée?))|votre (?:bo[iî]te|stockage|messagerie).{0,30}(?:est (?:presque )?pleine?|saturée?)|(?:vérifiez|confirmez|validez|mettez à jour) votre (?:compte|mot de passe|bo[iî]te|messagerie)|(?:messages?|e-?mails?) (?:entrants?|en attente|bloqués?|retenus?)|(?:colis|livraison)\b.{0,60}(?:n['’]a pas pu être livré|en attente|frais|douane|non distribué)/i,
  press: /cliquez|cliquer ici|libérer (?:les|vos|le) messages?|ouvrez le lien|connectez-vous/i,
  otherMatters:
    /\b(?:(?<!aux )lettres?|colis|courrier|facteur|recommandée?|porte|carte|virement|commande|texto|base de données)\b/i,
  mail: /\b(?:e-?mails?|mails?|mèls?|courriels?|messagerie|courriers? électroniques?)\b/i,
  unsubscribe: /désabonn|désinscri/i,
};
