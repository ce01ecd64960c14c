/** Who the bot is to Microsoft Entra, by the kinds of bot registration there are. */
export type Credentials =
  | {
      readonly kind: "SingleTenant";
      readonly appId: string;
      readonly tenantId: string;
      readonly password: string;
    }
  | { readonly kind: "UserAssignedMSI"; readonly appId: string; readonly tenantId: string }
  | { readonly kind: "MultiTenant"; readonly appId: string; readonly password: string };
