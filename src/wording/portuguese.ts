import type { Language } from "./language.js";

/** Brazil's and Portugal's, which differ in every other label. */
export const portuguese: Language = {
  subjects: {
    failure: [
      "não é possível entregar",
      "não entregue",
      "não_entregue",
      "não foi possível entregar",
      "impossível entregar",
    ],
    delay: ["atrasado", "atrasada", "entrega atrasada"],
    delivered: ["entregue", "retransmitido", "retransmitida"],
    read: ["lida", "lido", "não lida", "não lido"],
    autoReply: ["resposta automática", "fora do escritório", "ausência temporária"],
    meeting: [
      "aceita",
      "aceito",
      "aceite",
      "recusada",
      "recusado",
      "provisória",
      "tentativa",
      "cancelada",
      "cancelado",
    ],
    recall: ["recolher", "anular", "recall", "relatório de recall de mensagem"],
    quarantine: ["notificação de quarentena"],
  },
  sentences: {
    failure: [
      /não (?:foi|é) possível (?:a )?entreg\S{1,5}|não (?:pôde|pode) ser entregue|não entregue|falha (?:na|de) entrega|não foi entregue/i,
      /rejeitou (?:a )?sua mensagem|a entrega .{0,60}falhou/i,
    ],
    delay: [
      /entrega .{0,60}(?:atrasad|retardad|adiad)|mensagem .{0,140}(?:atrasad|retardad)|ainda não foi entregue|continuará (?:a )?tentando|continuará a tentar/i,
    ],
    delivered: [
      /foi entregue (?:com êxito|com sucesso|aos seguintes)|entrega .{0,80}(?:concluída|foi concluída)/i,
    ],
    read: [/foi lid[ao] em|confirmação de leitura|recibo de leitura|excluíd[ao] sem ser lid[ao]/i],
    autoReply: [
      /resposta automática|fora do escritório|(?:estou|estarei) (?:de férias|ausente|fora)/i,
    ],
    recall: [/(?:gostaria de|deseja|pretende) (?:recolher|cancelar|anular|recuperar) a mensagem/i],
    quarantine: [/mensage(?:m|ns) (?:\S{1,20} ){0,3}em quarentena|notificação de quarentena/i],
  },
  causes: {
    unknownRecipient:
      /(?:endereço|destinatário) .{0,60}não (?:foi (?:possível )?)?(?:encontrad[oa]|localizad[oa]|encontrar|existe)|não foi encontrado (?:em|no|na)|não foi possível (?:encontrar|localizar) o (?:endereço|destinatário)|destinatário (?:desconhecido|inexistente)/i,
    mailboxFull:
      /(?<!\b(?:minha|nossa) )caixa (?:(?:de correio|postal|de entrada)(?:.{0,60}[ ,])?)?(?:está )?cheia/i,
    tooLarge:
      /(?:mensagem|anexo) (?:(?:é|era|está) )?(?:muito|demasiado) grande|excede o tamanho .{0,20}(?:máximo|permitido)/i,
    noPermission: /não tem (?:a )?(?:permiss(?:ão|ões)|autorização).{0,40}envi/i,
    closedGroup:
      /(?:só|somente|apenas) aceita mensagens de|aceita (?:somente|apenas) mensagens de/i,
    invalidSender: /não (?:foi|ser) reconhecido como (?:um )?remetente válido/i,
    expired: /sem (?:êxito|sucesso).{0,40}(?:parou|deixou|interrompeu)|(?:parou|deixou) de tentar/i,
  },
  labels: {
    generatingServer: [
      "servidor de geração",
      "servidor gerador",
      "gerando servidor",
      "servidor de origem",
      "servidor que gerou",
    ],
    reply: [
      "código de status",
      "código de estado",
      "erro relatado",
      "erro comunicado",
      "erro",
      "detalhes do erro",
    ],
    rejectedBy: [
      "mensagem rejeitada por",
      "servidor remoto",
      "servidor de recebimento",
      "servidor de receção",
    ],
    generatedBy: ["dsn gerada por", "dsn gerado por", "notificação gerada por"],
    sender: ["endereço do remetente"],
    recipient: ["endereço do destinatário"],
    subject: ["assunto"],
    messageId: ["id da mensagem", "id de mensagem"],
    date: ["data de criação", "data da criação", "data de envio"],
  },
  addressed: [
    ["sua mensagem para", "não"],
    ["a sua mensagem para", "não"],
    ["mensagem não foi entregue a", "porque"],
    ["mensagem não foi entregue para", "porque"],
  ],
  lure: /(?:senha|palavra-passe|conta|caixa) (?:expira|expirou|será (?:encerrada|desativada|suspensa|excluída|bloqueada))|(?:sua|a sua) caixa .{0,30}está (?:quase )?cheia|(?:verifique|confirme|valide|atualize) (?:a )?sua (?:conta|caixa|senha|palavra-passe)|(?:mensagens|e-?mails) (?:recebid[ao]s|pendentes|bloquead[ao]s|retid[ao]s)|(?:encomenda|pacote|remessa)\b.{0,60}(?:não (?:pôde|foi|pode)|retid[ao]|alfândega|taxa)/i,
  press: /clique|liberar (?:as )?mensagens|toque aqui|inicie sessão|aceda ao link/i,
  otherMatters:
    /\b(?:cartas?|encomendas?|pacotes?|carteiro|porta|portaria|cartão|transferência|pedido)\b/i,
  mail: /\b(?:e-?mails?|mails?|correio eletr[óô]nico)\b/i,
  unsubscribe:
    /descadastr|cancelar (?:a )?(?:inscrição|subscrição)|remover (?:o )?e-?mail da lista/i,
};
