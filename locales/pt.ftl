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

## Errors: what the member gave

error-invalid-steam-id = Isso não parece ser uma conta Steam. Informe seu ID de amigo do Dota 2 (por exemplo, 104334048), seu Steam ID de 17 dígitos ou o link de um perfil na Steam, OpenDota, Dotabuff ou STRATZ.
error-vanity-url = Esse link usa um nome personalizado, e pelo nome não consigo saber qual é a conta. Pegue seu ID de amigo no seu perfil do Dota 2, ou o Steam ID de 17 dígitos no topo de <https://store.steampowered.com/account>, e use `/{ command-link-name }` com esse número.
error-invalid-match-id = Isso não é um número de partida. É o número que o Dota 2 mostra no topo dos detalhes da partida, como 7412345678; o link da partida no OpenDota, Dotabuff ou STRATZ também serve.
error-not-linked = Ainda não sei qual é a sua conta Steam. Use `/{ command-link-name }` com seu ID de amigo ou o link do seu perfil e tente de novo.

## Errors: what Dota's sources say

error-match-not-found = Não encontrei a partida { $match }. Confira o número; se a partida acabou de terminar, espere alguns minutos e tente de novo.
error-player-not-found = O OpenDota não conhece esse jogador. Confira o ID; se a conta for nova, jogue uma partida pública e tente de novo.
error-private-profile = As partidas desse jogador estão ocultas. Se for você: no Dota 2, abra Configurações → Opções → Social e ative “Expor dados públicos de partidas” (“Expose Public Match Data”). As partidas jogadas a partir daí vão aparecer.
error-no-matches = Esse jogador ainda não tem partidas públicas. Depois da próxima, leva alguns minutos até eu conseguir vê-la.
error-not-enough-matches =
    { $have ->
        [0] Para um gráfico preciso de pelo menos { $need } partidas, e ainda não vejo nenhuma que conte. Jogos contra bots e jogos com menos de dez minutos ficam de fora. Jogue mais algumas e tente de novo.
        [one] Para um gráfico preciso de pelo menos { $need } partidas, e por enquanto só vejo uma que conta. Jogos contra bots e jogos com menos de dez minutos ficam de fora. Jogue mais algumas e tente de novo.
       *[other] Para um gráfico preciso de pelo menos { $need } partidas, e por enquanto só vejo { $have } que contam. Jogos contra bots e jogos com menos de dez minutos ficam de fora. Jogue mais algumas e tente de novo.
    }
error-source-rate-limited =
    { $minutes ->
        [one] O OpenDota não está aceitando mais pedidos meus agora. Tente de novo daqui a um minuto.
       *[other] O OpenDota não está aceitando mais pedidos meus agora. Tente de novo daqui a { $minutes } minutos.
    }
error-source-unavailable = O OpenDota, de onde vêm as partidas, não está respondendo no momento. Tentei várias vezes; tente de novo daqui a alguns minutos.
error-bad-response = O OpenDota enviou algo que não consegui ler. Tente de novo mais tarde. Se continuar acontecendo, passe esta referência a um operador: { $reference }

## Errors: what happened to the work

error-timeout = Isso demorou demais, então eu parei. Tente de novo. Se continuar acontecendo, passe esta referência a um operador: { $reference }
error-poison = Não consegui terminar: falhou várias vezes seguidas. Os operadores podem investigar com esta referência: { $reference }
error-internal = Algo deu errado do meu lado. Tente de novo. Se continuar acontecendo, passe esta referência a um operador: { $reference }
error-cancelled = Esse pedido foi cancelado. Use o comando de novo se ainda quiser a resposta.
error-jobs-unavailable = Não consigo aceitar trabalho no momento. Tente de novo daqui a alguns minutos. Referência para os operadores: { $reference }
error-store-unavailable = Não consigo acessar meu banco de dados no momento, então nada foi alterado. Tente de novo daqui a alguns minutos. Referência para os operadores: { $reference }
error-picture-expired = A imagem ficou pronta, mas já não está mais guardada. Use o comando mais uma vez.

## Errors: on the way into the channel

error-picture-too-large = A imagem é maior do que o Discord aceita aqui, por isso não consigo publicá-la.
error-blocked-by-server = O AutoMod deste servidor não deixa minha resposta passar. Um administrador pode criar uma exceção para mim em Configurações do servidor → AutoMod.
error-missing-permissions = Não tenho permissão para anexar imagens neste canal. Peça a um administrador a permissão “Anexar arquivos” para mim ou tente em outro canal.

## Errors: refused at once

error-already-pending = Já estou cuidando disso: a resposta ao seu primeiro pedido está a caminho.
error-restarting = Estou reiniciando. Tente de novo daqui a pouquinho.
error-journal-unavailable = Não consigo aceitar pedidos no momento. Tente de novo daqui a alguns minutos. Referência para os operadores: { $reference }
error-command-outdated = Este comando mudou nesse meio-tempo. Reinicie o Discord (Ctrl+R no computador) e use-o de novo.

## Delivery: when an answer takes long

delivery-continues-in-channel = Está demorando mais que o normal. Continuo trabalhando nisso e vou publicar o resultado neste canal.
delivery-late-result = Aqui está o resultado para <@{ $user }>:
delivery-private-expired = Está demorando mais do que o Discord me deixa manter aberta uma resposta privada. Use o comando de novo daqui a alguns minutos; até lá deve ir mais rápido.

## Linking a Steam account

link-done = Pronto: vinculei você a **{ $name }** (ID de amigo { $account }). Agora `/{ command-match-name }` mostra as suas partidas.
link-done-unnamed = Pronto: vinculei você à conta com o ID de amigo { $account }. Agora `/{ command-match-name }` mostra as suas partidas.
link-hidden = Pronto: vinculei você à conta com o ID de amigo { $account }. Mas as partidas dela estão ocultas, então ainda não consigo mostrá-las: no Dota 2, abra Configurações → Opções → Social e ative “Expor dados públicos de partidas” (“Expose Public Match Data”).
link-unchanged = Essa conta já está vinculada a você: ID de amigo { $account }.
link-removed = Pronto: esqueci a sua conta Steam.
link-none = Nenhuma conta Steam estava vinculada, então não há nada para remover.

## The match card

card-radiant = Iluminados
card-dire = Temidos
card-victory-radiant = Vitória dos Iluminados
card-victory-dire = Vitória dos Temidos
card-victory-team = Vitória de { $team }
card-no-result = Sem resultado
card-winner = VENCEU
card-mvp = MVP
card-abandoned = SAIU
card-anonymous = Anônimo
card-unknown-hero = Herói nº { $id }
card-match = Partida { $id }
card-no-players = A fonte não lista jogadores desta partida
card-no-figures = A fonte não informa números desta partida
card-net-worth = Patrimônio
card-earned-gold = Ouro recebido
card-advantage-gold = Vantagem de ouro (recebido)
card-advantage-net-worth = Vantagem de patrimônio
card-biggest-lead = maior vantagem, minuto { $minute }
card-totals = Totais das equipes
card-not-parsed = Partida não analisada: sem gráfico ao longo do tempo
card-total-kills = Abates
card-total-hero-damage = Dano a heróis
card-total-tower-damage = Dano a torres
card-total-last-hits = Últimos golpes
card-detail-gpm = GPM
card-detail-xpm = XPM
card-detail-last-hits = LH

card-lobby-normal = Sem ranque
card-lobby-practice = Sala privada
card-lobby-tournament = Torneio
card-lobby-tutorial = Tutorial
card-lobby-coop_bots = Cooperativo contra bots
card-lobby-ranked_team_mm = Ranqueada
card-lobby-ranked_solo_mm = Ranqueada
card-lobby-ranked = Ranqueada
card-lobby-1v1_mid = 1x1
card-lobby-battle_cup = Taça de Batalha
card-lobby-local_bots = Bots
card-lobby-spectator = Espectador
card-lobby-event = Evento
card-lobby-gauntlet = Gauntlet
card-lobby-new_player = Novos jogadores
card-lobby-featured = Destaque

card-mode-all_pick = Escolha Livre
card-mode-captains_mode = Modo Capitão
card-mode-random_draft = Seleção Aleatória
card-mode-single_draft = Seleção Única
card-mode-all_random = Tudo Aleatório
card-mode-intro = Introdução
card-mode-diretide = Diretide
card-mode-reverse_captains_mode = Modo Capitão Invertido
card-mode-greeviling = Greeviling
card-mode-tutorial = Tutorial
card-mode-mid_only = Só no Meio
card-mode-least_played = Menos Jogados
card-mode-limited_heroes = Heróis Limitados
card-mode-compendium_matchmaking = Compêndio
card-mode-custom = Jogo personalizado
card-mode-captains_draft = Seleção do Capitão
card-mode-balanced_draft = Seleção Equilibrada
card-mode-ability_draft = Seleção de Habilidades
card-mode-event = Evento
card-mode-all_random_death_match = Mata-Mata Aleatório
card-mode-1v1_mid = 1x1 no Meio
card-mode-all_draft = Escolha Livre
card-mode-turbo = Turbo
card-mode-mutation = Mutação
card-mode-coaches_challenge = Desafio do Treinador

card-medal-herald = Arauto
card-medal-guardian = Guardião
card-medal-crusader = Cruzado
card-medal-archon = Arconte
card-medal-legend = Lenda
card-medal-ancient = Ancestral
card-medal-divine = Divino
card-medal-immortal = Imortal

card-alt-result = Partida de Dota 2 { $id }: { $result }, em { $duration }.
card-alt-facts = { $facts }.
card-alt-team = { $team }: { $players }.
card-alt-player = { $name } ({ $hero }) { $kda }, { $gold }
card-alt-gold-net-worth = Cada um com abates/mortes/assistências e patrimônio.
card-alt-gold-earned-gold = Cada um com abates/mortes/assistências e ouro recebido.

## O gráfico de progresso

progress-title = Progresso
progress-subtitle = Últimas { $matches } partidas · média móvel de { $window } partidas
progress-subtitle-turbo = Últimas { $matches } partidas Turbo · média móvel de { $window } partidas
progress-win-rate = { $percent }% de vitórias
progress-wins = { $wins } V
progress-losses = { $losses } D
progress-win = V
progress-loss = D
progress-gold_per_min = GPM
progress-xp_per_min = XPM
progress-kda = KDA
progress-turbo = TURBO
progress-since = em relação às { $window } primeiras
progress-best = Melhor: { $value }
progress-best-with = Melhor: { $value } · { $hero }
progress-turbo-left-out =
    { $matches ->
        [one] GPM e XPM sem 1 partida Turbo
       *[other] GPM e XPM sem { $matches } partidas Turbo
    }
progress-no-figures = Sem dados destas partidas

progress-alt-opening = Progresso de { $name } no Dota 2: últimas { $matches } partidas.
progress-alt-opening-unnamed = Progresso no Dota 2: últimas { $matches } partidas.
progress-alt-opening-turbo = Progresso de { $name } no Dota 2: últimas { $matches } partidas Turbo.
progress-alt-opening-turbo-unnamed = Progresso no Dota 2: últimas { $matches } partidas Turbo.
progress-alt-period = De { $first } a { $last }.
progress-alt-result = Vitórias: { $wins }. Derrotas: { $losses }. Taxa de vitórias: { $percent }%.
progress-alt-averages = Médias das últimas { $window } partidas: { $figures }.
progress-alt-averages-compared = Médias das últimas { $window } partidas, comparadas com as { $window } primeiras: { $figures }.
progress-alt-figure = { $figure } { $value }
progress-alt-figure-up = { $figure } { $value } (subiu { $change })
progress-alt-figure-down = { $figure } { $value } (caiu { $change })
progress-alt-figure-same = { $figure } { $value } (igual)
progress-alt-best = Melhor { $figure } em uma partida: { $value }.
progress-alt-best-with = Melhor { $figure } em uma partida: { $value }, de { $hero }.
