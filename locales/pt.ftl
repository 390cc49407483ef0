# Português do Brasil. Os três arquivos têm as mesmas chaves com as mesmas variáveis.
# Números de partida, conta e referência chegam como texto, para não receberem separadores.

## Commands: names and descriptions as Discord lists them

command-link-name = vincular
command-link-description = Vincule sua conta Steam para o Apolo saber qual jogador é você
command-link-steam_id-name = steam_id
command-link-steam_id-description = Seu Steam ID, ID de amigo ou link do perfil
command-unlink-name = desvincular
command-unlink-description = Remova o vínculo com a sua conta Steam
command-match-name = partida
command-match-description = Mostra o cartão de uma partida: a sua última ou qualquer outra pelo número
command-match-id-name = id
command-match-id-description = Número ou link da partida (sem ele, a sua última)
