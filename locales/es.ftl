# Español neutro. Los tres archivos tienen las mismas claves con las mismas variables.
# Los números de partida, cuenta y referencia llegan como texto, para que no lleven separadores.

## Commands: names and descriptions as Discord lists them

command-link-name = vincular
command-link-description = Vincula tu cuenta de Steam para que Apolo sepa qué jugador eres
command-link-steam_id-name = steam_id
command-link-steam_id-description = Tu Steam ID, ID de amigo o enlace del perfil
command-unlink-name = desvincular
command-unlink-description = Elimina el vínculo con tu cuenta de Steam
command-match-name = partida
command-match-description = Muestra la tarjeta de una partida: la última tuya o cualquiera por su número
command-match-id-name = id
command-match-id-description = Número o enlace de la partida (sin él, la última tuya)
