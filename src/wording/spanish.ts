import type { Language } from "./language.js";

export const spanish: Language = {
  subjects: {
    failure: ["no se puede entregar", "no se pudo entregar", "no entregado", "no entregable"],
    delay: ["retrasado", "entrega retrasada"],
    delivered: ["entregado", "retransmitido"],
    read: ["leído", "no leído"],
    autoReply: ["respuesta automática", "fuera de la oficina"],
    meeting: [
      "aceptada",
      "aceptado",
      "rechazada",
      "rechazado",
      "provisional",
      "cancelada",
      "cancelado",
    ],
    recall: ["recuperación", "recuperar", "informe de recuperación de mensaje"],
    quarantine: ["notificación de cuarentena"],
  },
  sentences: {
    failure: [
      /no se (?:puede|pudo|ha podido|han podido) entregar|no entregado|error (?:en la entrega|de entrega|al entregar)/i,
      /(?:mensaje|correo) .{0,120}no (?:ha sido|fue|pudo ser) entregado|rechazó (?:su|tu) mensaje|entrega .{0,40}ha fallado/i,
    ],
    delay: [
      /entrega .{0,60}(?:retras|demor)|(?:aún|todavía) no se ha entregado|mensaje .{0,140}(?:retras|demor)ad|seguir(?:án|emos) intent|seguirá intentando/i,
    ],
    delivered: [
      /se (?:ha entregado|entregó) (?:correctamente|a los siguientes)|entrega .{0,80}se ha completado/i,
    ],
    read: [/fue leído el|se leyó el|confirmación de lectura|eliminado sin (?:ser )?leer/i],
    autoReply: [
      /respuesta automática|fuera de la oficina|(?:estoy|estaré) (?:de vacaciones|fuera|ausente)/i,
    ],
    recall: [/(?:desea|quiere) recuperar el mensaje|(?:desea|quiere) retirar el mensaje/i],
    quarantine: [
      /(?:mensajes?|correos?) (?:\S{1,20} ){0,3}en cuarentena|notificación de cuarentena/i,
    ],
  },
  causes: {
    unknownRecipient:
      /no se (?:encontró|ha encontrado|pudo encontrar|encuentra).{0,60}(?:direcci[óo]n|destinatario|en \S)|direcci[óo]n .{0,60}no (?:se (?:encontró|ha encontrado|pudo encontrar)|existe)|destinatario (?:desconocido|no existe)/i,
    mailboxFull:
      /(?<!\b(?:mi|nuestro) )(?:buz[óo]n (?:.{0,60}[ ,])?lleno|bandeja (?:de entrada )?(?:está )?llena)/i,
    tooLarge:
      /(?:mensaje|correo|adjunto) (?:(?:es|era) )?demasiado (?:grande|largo)|supera el tamaño .{0,20}(?:máximo|permitido)/i,
    noPermission:
      /no tienes? (?:el )?(?:permisos?|autorización).{0,30}enviar|no tiene (?:el )?(?:permisos?|autorización).{0,30}enviar/i,
    closedGroup: /s[óo]lo acepta mensajes de/i,
    invalidSender: /no se (?:le|te) (?:ha )?reconoc\S{1,4} como (?:un )?remitente válido/i,
    expired:
      /sin éxito.{0,40}(?:ha dejado|dejó) de intentar|(?:ha dejado|dejó) de intentar(?:lo)?/i,
  },
  labels: {
    generatingServer: [
      "servidor de generación",
      "generando servidor",
      "servidor generador",
      "servidor que lo generó",
      "servidor de origen",
    ],
    reply: [
      "código de estado",
      "error notificado",
      "error informado",
      "error",
      "detalles del error",
    ],
    rejectedBy: ["mensaje rechazado por", "servidor remoto", "servidor receptor"],
    generatedBy: ["dsn generado por", "dsn generada por", "notificación generada por"],
    sender: ["dirección del remitente", "dirección de remitente"],
    recipient: ["dirección del destinatario", "dirección de destinatario"],
    subject: ["asunto"],
    messageId: ["id. de mensaje", "id. del mensaje", "id de mensaje", "id del mensaje"],
    date: ["fecha de creación", "fecha de envío"],
  },
  addressed: [
    ["tu mensaje para", "no"],
    ["su mensaje para", "no"],
    ["tu mensaje a", "no"],
    ["su mensaje a", "no"],
    ["mensaje no se ha entregado a", "porque"],
    ["mensaje no se entregó a", "porque"],
  ],
  lure: /(?:contraseña|cuenta|buzón) (?:caduca|expira|ha (?:caducado|expirado)|ser[áa] (?:cerrad|desactivad|suspendid|eliminad|bloquead)[oa])|(?:su|tu) (?:buzón|almacenamiento|correo) está (?:casi )?lleno|(?:verifique|confirme|valide|actualice|verifica|confirma) (?:su|tu) (?:cuenta|buzón|contraseña|correo)|(?:mensajes|correos) (?:entrantes|pendientes|bloqueados|retenidos)|(?:paquete|envío)\b.{0,60}(?:no (?:pudo|se pudo|ha podido) (?:ser )?entreg|retenido|aduana|tasas?)/i,
  press:
    /haga clic|haz clic|pulse (?:aquí|en)|clic aquí|liberar (?:los |sus )?mensajes|inicie sesión/i,
  otherMatters:
    /\b(?:cartas?|paquetes?|cartero|puerta|portal|tarjeta|transferencia|pedido|base de datos)\b/i,
  mail: /\b(?:e-?mails?|mails?|correos? electrónicos?|mi correo|nuestros? correos?|bandeja)\b/i,
  unsubscribe: /darse de baja|cancelar (?:la |tu |su )?suscripción/i,
};
