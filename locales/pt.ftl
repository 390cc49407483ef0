# Português do Brasil. Os três arquivos têm as mesmas chaves com as mesmas variáveis.
# Números de partida, conta e referência chegam como texto, para não receberem separadores.

## Days, as CLDR writes them

# The twelve, with spaces between them.
date-months = jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.
date = { $day } de { $month } de { $year }

## Commands: names and descriptions as Discord lists them

command-link-name = vincular
command-link-description = Vincule sua conta Steam para o Apolo saber qual jogador é você
command-link-steam_id-name = steam_id
command-link-steam_id-description = Seu Steam ID, ID de amigo ou link do perfil
command-unlink-name = desvincular
command-unlink-description = Remova o vínculo com a sua conta Steam
command-profile-name = perfil
command-profile-description = Mostra quem você é no Dota 2: conta, medalha, retrospecto e últimas partidas
command-match-name = partida
command-match-description = Mostra o cartão de uma partida: a sua última ou qualquer outra pelo número
command-match-id-name = id
command-match-id-description = Número ou link da partida (sem ele, a sua última)
command-match-only_me-name = só_eu
command-match-only_me-description = Só a sua parte na partida, em destaque
command-progress-name = progresso
command-progress-description = Mostra num gráfico como foram suas últimas partidas: ouro, experiência, KDA e resultados
command-progress-metric-name = métrica
command-progress-metric-description = O que o gráfico acompanha (ouro por minuto, se você não escolher)
command-progress-matches-name = partidas
command-progress-matches-description = Quantas das últimas partidas, de 3 a 500 (80, se você não escolher)
command-progress-member-name = membro
command-progress-member-description = Outra pessoa deste servidor (você, se não escolher ninguém)
command-heroes-name = heróis
command-heroes-description = Mostra em um gráfico os heróis que você joga e quanto você vence com eles
command-heroes-member-name = membro
command-heroes-member-description = Outra pessoa deste servidor (você, se não escolher ninguém)
command-coach-name = treinador
command-coach-description = Receba dicas sobre uma partida: a sua última ou outra que você jogou, pelo número
command-coach-match-name = partida
command-coach-match-description = Número ou link da partida (sem ele, a sua última)
command-leaderboard-name = ranking
command-leaderboard-description = Mostra quem joga melhor neste servidor
command-leaderboard-metric-name = métrica
command-leaderboard-metric-description = O que define a posição (sem ela, a taxa de vitórias)
command-leaderboard-period-name = período
command-leaderboard-period-description = Quais partidas contam (sem ele, as dos últimos 7 dias)
command-dashboard-name = painel
command-dashboard-description = Publica neste canal um painel com botões para todo mundo
command-settings-name = configurações
command-settings-description = Configura o Apolo neste servidor: idioma, painel e resumo semanal
command-privacy-name = privacidade
command-privacy-description = Veja o que o Apolo guarda sobre você, receba uma cópia, oculte-se ou apague tudo
command-queuehealth-name = filas
command-queuehealth-description = Para os operadores do Apolo: como estão as filas de tarefas
command-jobs-name = tarefas
command-jobs-description = Para os operadores do Apolo: as tarefas, uma a uma
command-jobs-list-name = listar
command-jobs-list-description = Lista as tarefas; primeiro as que estão em execução ou na fila
command-jobs-list-queue-name = fila
command-jobs-list-queue-description = Só desta fila
command-jobs-list-state-name = estado
command-jobs-list-state-description = Só as tarefas neste estado
command-jobs-show-name = mostrar
command-jobs-show-description = Mostra uma tarefa: estado, horários, tentativas, erro
command-jobs-retry-name = repetir
command-jobs-retry-description = Executa de novo uma tarefa que falhou
command-jobs-cancel-name = cancelar
command-jobs-cancel-description = Cancela uma tarefa que está na fila ou em execução
command-jobs-remove-name = remover
command-jobs-remove-description = Remove uma tarefa que não está em execução
command-jobs-job-name = tarefa
command-jobs-job-description = O id da tarefa ou a referência que o membro recebeu
command-help-name = ajuda
command-help-description = O que o Apolo sabe fazer, comando por comando

## Itens dos menus do Discord sobre pessoas e mensagens

menu-last_match = Ver última partida
menu-match_of_message = Ver a partida citada aqui

choice-metric-win_rate = Taxa de vitórias
choice-metric-kda = KDA
choice-metric-gpm = GPM (ouro por minuto)

choice-progress-gpm = GPM (ouro por minuto)
choice-progress-xpm = XPM (experiência por minuto)
choice-progress-kda = KDA
choice-progress-win_rate = Taxa de vitórias
choice-progress-net_worth = Patrimônio
choice-progress-rank = Medalha
choice-period-week = Últimos 7 dias
choice-period-month = Últimos 30 dias
match-choice = { $hero } · { $result ->
        [won] Vitória
        [lost] Derrota
       *[unknown] Sem resultado
    } · { $score } · { $age }

## Errors: what the member gave

error-invalid-steam-id = Isso não parece ser uma conta Steam. Informe seu ID de amigo do Dota 2 (por exemplo, 104334048), seu Steam ID de 17 dígitos ou o link de um perfil na Steam, OpenDota, Dotabuff ou STRATZ.
error-vanity-url = Esse link usa um nome personalizado, e pelo nome não consigo saber qual é a conta. Pegue seu ID de amigo no seu perfil do Dota 2, ou o Steam ID de 17 dígitos no topo de <https://store.steampowered.com/account>, e use `/{ command-link-name }` com esse número.
error-invalid-match-id = Isso não é um número de partida. É o número que o Dota 2 mostra no topo dos detalhes da partida, como 7412345678; o link da partida no OpenDota, Dotabuff ou STRATZ também serve.
error-not-linked = Ainda não sei qual é a sua conta Steam. Use `/{ command-link-name }` com seu ID de amigo ou o link do seu perfil e tente de novo.
error-member-not-linked = Não posso mostrar essa pessoa: ela ainda não vinculou uma conta Steam com `/{ command-link-name }`, ou não quer ser vista pelos outros.
error-member-gone = Essa pessoa não é membro deste servidor, então não mostro as partidas dela aqui.
error-member-is-bot = Isso é um bot, e bots não jogam partidas ranqueadas (que eu saiba). Escolha uma pessoa.
error-member-guild-only = Em mensagem direta, só mostro as suas partidas. Para ver as de outra pessoa, peça em um servidor que vocês compartilham.
error-no-match-in-message = Não encontro nenhuma partida nesta mensagem. Preciso de um número de partida com dez dígitos ou de um link para a partida no OpenDota, Dotabuff ou STRATZ.
error-not-in-match = Não encontrei você entre os jogadores da partida { $match }. Confira o número; se você jogou essa partida, seus dados estavam ocultos na época: as dicas funcionam para partidas jogadas depois de ativar “Expor dados públicos de partidas” (“Expose Public Match Data”) no Dota 2.

## Errors: what Dota's sources say

error-match-not-found = Não encontrei a partida { $match }. Confira o número; se a partida acabou de terminar, espere alguns minutos e tente de novo.
error-analysis-unfinished = O OpenDota ainda não terminou de analisar a partida { $match }. Pode ser que ainda termine: tente `/{ command-match-name }` com esse número mais tarde. Replays com mais de umas duas semanas já não podem ser analisados.
error-player-not-found = O OpenDota não conhece esse jogador. Confira o ID; se a conta for nova, jogue uma partida pública e tente de novo.
error-private-profile = As partidas desse jogador estão ocultas. Se for você: no Dota 2, abra Configurações → Opções → Social e ative “Expor dados públicos de partidas” (“Expose Public Match Data”). As partidas jogadas a partir daí vão aparecer.
error-no-matches = Esse jogador ainda não tem partidas públicas. Depois da próxima, leva alguns minutos até eu conseguir vê-la.
error-no-medal = Ainda não há medalha para acompanhar. O Dota 2 mostra uma depois das primeiras partidas ranqueadas; quando o OpenDota a conhecer, eu a anoto dia a dia.
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
error-fair-use-minute =
    { $seconds ->
        [one] Foram muitos pedidos de uma vez. Em um segundo atendo você de novo.
       *[other] Foram muitos pedidos de uma vez. Em { $seconds } segundos atendo você de novo.
    }
error-fair-use-member =
    { $minutes ->
        [one] Você me fez { $most } pedidos em um dia, que é tudo o que tenho para cada membro. Tente de novo em um minuto.
       *[other] Você me fez { $most } pedidos em um dia, que é tudo o que tenho para cada membro. Tente de novo em { $minutes } minutos.
    }
error-fair-use-server =
    { $minutes ->
        [one] Este servidor já usou tudo o que tenho por dia para cada servidor. Tente de novo em um minuto.
       *[other] Este servidor já usou tudo o que tenho por dia para cada servidor. Tente de novo em { $minutes } minutos.
    }
error-analyses-member =
    { $minutes ->
        [one] Você pode pedir a análise de { $most } partidas por dia, e já usou todas. Tente de novo em um minuto.
       *[other] Você pode pedir a análise de { $most } partidas por dia, e já usou todas. Tente de novo em { $minutes } minutos.
    }
error-analyses-server =
    { $minutes ->
        [one] As análises de hoje deste servidor acabaram. Tente de novo em um minuto.
       *[other] As análises de hoje deste servidor acabaram. Tente de novo em { $minutes } minutos.
    }
error-restarting = Estou reiniciando. Tente de novo daqui a pouquinho.
error-journal-unavailable = Não consigo aceitar pedidos no momento. Tente de novo daqui a alguns minutos. Referência para os operadores: { $reference }
error-command-outdated = Este comando mudou nesse meio-tempo. Reinicie o Discord (Ctrl+R no computador) e use-o de novo.
error-invalid-option = Não consigo usar uma das opções que você informou. Escolha entre as que o Discord oferece e tente de novo.
error-guild-only = Isso só funciona em um servidor: o ranking é feito com os membros dele. Use `/{ command-leaderboard-name }` lá.
error-dashboard-guild-only = O painel fica em um canal de servidor. Use `/{ command-dashboard-name }` lá.
error-needs-manage-guild = Só quem tem a permissão “Gerenciar servidor” pode publicar o painel. Peça a essa pessoa para usar `/{ command-dashboard-name }`.
error-settings-guild-only = Só dá para configurar dentro de um servidor. Use `/{ command-settings-name }` no seu.
error-settings-need-manage-guild = Só quem tem a permissão “Gerenciar servidor” pode mudar como eu funciono aqui. Peça a essa pessoa para usar `/{ command-settings-name }`.
error-channel-gone = Não encontro mais esse canal. Escolha outro.
error-channel-closed = Não posso publicar em <#{ $channel }>. Dê-me lá as permissões “Ver canal”, “Enviar mensagens” e “Anexar arquivos”, ou escolha outro canal.
error-not-operator = Isso é só para os operadores do Apolo, que cuidam das máquinas em que ele roda.
error-queues-unreachable = Não consigo ver as tarefas agora: o Redis não está respondendo. Tente de novo quando ele voltar.
error-unknown-queue-name = Essa fila não existe. As que existem: { $queues }.
error-job-unknown = Não conheço a tarefa **{ $job }**. Ela pode ter sido removida: tarefas terminadas só ficam guardadas por um tempo.
error-reference-unknown = Nenhuma tarefa ainda guardada tem a referência **{ $job }**. O que aconteceu está nos logs dos bots sob essa referência.
error-button-outdated = Este botão não funciona mais: ele é de uma versão antiga minha. Quem tem a permissão “Gerenciar servidor” pode publicar um painel novo com `/{ command-dashboard-name }`; os comandos também funcionam sem ele.

## Delivery: when an answer takes long

delivery-continues-in-channel = Está demorando mais que o normal. Continuo trabalhando nisso e vou publicar o resultado neste canal.
progress-waiting = Estou com muito trabalho agora; seu pedido está na fila…
progress-fetching = Buscando os dados das partidas…
progress-drawing = Desenhando a imagem…
progress-writing = Pensando na partida…
progress-computing = Fazendo as contas…
progress-analysing = O OpenDota está analisando a partida; isso costuma levar alguns minutos…
delivery-late-result = Aqui está o resultado para <@{ $user }>:
delivery-private-expired = Está demorando mais do que o Discord me deixa manter aberta uma resposta privada. Use o comando de novo daqui a alguns minutos; até lá deve ir mais rápido.

## Pedir a análise de uma partida

analysis-button = Pedir análise
analysis-requested = Pedido feito: o OpenDota está analisando a partida { $match }, o que costuma levar alguns minutos. Assim que estiver pronto, publico o cartão mais completo neste canal.
analysis-done = A partida { $match } foi analisada; aqui está o cartão mais completo.

## Linking a Steam account

link-done = Pronto: vinculei você a **{ $name }** (ID de amigo { $account }). Agora `/{ command-match-name }` mostra as suas partidas.
link-done-unnamed = Pronto: vinculei você à conta com o ID de amigo { $account }. Agora `/{ command-match-name }` mostra as suas partidas.
link-hidden = Pronto: vinculei você à conta com o ID de amigo { $account }. Mas as partidas dela estão ocultas, então ainda não consigo mostrá-las: no Dota 2, abra Configurações → Opções → Social e ative “Expor dados públicos de partidas” (“Expose Public Match Data”).
link-unchanged = Essa conta já está vinculada a você: ID de amigo { $account }.
link-removed = Pronto: esqueci a sua conta Steam.
link-none = Nenhuma conta Steam estava vinculada, então não há nada para remover.
link-form-title = Vincular sua conta Steam
link-form-label = Sua conta Steam

## O perfil

profile-no-medal = Sem medalha
profile-account = ID de amigo { $account } · [OpenDota](<https://www.opendota.com/players/{ $account }>)
profile-friend-id = ID de amigo { $account }
profile-result =
    { $result ->
        [won] Vitória
        [lost] Derrota
       *[unknown] Sem resultado
    }
profile-recent = Últimas partidas
profile-hidden = Estas partidas estão ocultas, então não posso mostrá-las: no Dota 2, abra Configurações → Opções → Social e ative “Expor dados públicos de partidas” (“Expose Public Match Data”).
profile-no-matches = Não consigo ver nenhuma partida no momento.

## The dashboard

panel-title = Apolo
panel-text = Suas partidas de Dota 2 ao alcance de um botão. Primeira vez por aqui? Diga quem você é com `/{ command-link-name }` e o seu ID de amigo; depois é só clicar.
panel-last_match = Última partida
panel-progress = Progresso
panel-heroes = Heróis
panel-coaching = Treinador
panel-leaderboard = Ranking
panel-language = Idioma
panel-link = Vincular Steam

## The member's language

language-prompt = Em que idioma você quer que eu responda, em todos os servidores e nas mensagens diretas?
language-automatic-button = O mesmo do Discord
language-set = Combinado: a partir de agora, respondo a você em português.
language-automatic = Combinado: a partir de agora, respondo no idioma em que está o seu Discord, se eu falar esse idioma.

## As configurações do servidor

settings-title = ## Configurações deste servidor
    Cada escolha é salva na hora.
settings-language-label = **Idioma**
    -# Vale para quem não escolheu o seu próprio com o botão “{ panel-language }” do painel.
settings-language-automatic = O idioma do Discord de cada pessoa
settings-panel-label = **Painel**
    -# Quem vê as respostas dos botões do painel.
settings-panel-public-choice = Responder no canal
settings-panel-private-choice = Responder só a quem clicou
settings-digest-label = **Resumo semanal**
    -# O ranking, os destaques e a melhor partida, uma vez por semana.
settings-digest-channel_gone = Eu o desliguei: o canal não existe mais. Escolha outro canal e um dia.
settings-digest-channel_closed = Eu o desliguei: não posso publicar imagens nesse canal. Permita que eu veja o canal, envie mensagens e anexe arquivos nele e escolha de novo um dia.
settings-digest-off-choice = Desligado
settings-day-1 = Toda segunda-feira
settings-day-2 = Toda terça-feira
settings-day-3 = Toda quarta-feira
settings-day-4 = Toda quinta-feira
settings-day-5 = Toda sexta-feira
settings-day-6 = Todo sábado
settings-day-7 = Todo domingo
settings-channel-label = **Canal do resumo**
settings-channel-placeholder = Escolha um canal
settings-language-set =
    { $language ->
        [en] Salvo. Neste servidor, agora falo inglês, menos com quem escolheu outro idioma.
        [pt] Salvo. Neste servidor, agora falo português, menos com quem escolheu outro idioma.
        [es] Salvo. Neste servidor, agora falo espanhol, menos com quem escolheu outro idioma.
       *[none] Salvo. Agora respondo a cada pessoa no idioma em que está o Discord dela, se eu falar esse idioma.
    }
settings-panel-public = Salvo. Os botões do painel agora respondem no canal, para todo mundo ver.
settings-panel-private = Salvo. Os botões do painel agora respondem só a quem clicou.
settings-digest-on = Salvo. { $day } vou publicar o resumo semanal em <#{ $channel }>.
settings-digest-off = Salvo. Não há resumo semanal.
settings-digest-needs-channel = Salvo. Resumo semanal: { $day }. Agora escolha em que canal; até lá, não haverá resumo.
settings-digest-needs-day = Salvo. O canal do resumo semanal é <#{ $channel }>. O resumo fica desligado até você escolher um dia.

## A ajuda

help-title = ## O que eu sei fazer
    Vincule sua conta Steam uma vez; depois disso, todo comando sabe quem você é.
help-everyone = ### Para todo mundo
help-managers = ### Para quem gerencia o servidor
help-operators = ### Para operadores
help-menus = **Menus:** “{ menu-last_match }” fica no menu de cada pessoa, em “Aplicativos”; “{ menu-match_of_message }”, no menu de cada mensagem.

## A privacidade

privacy-title = ## O que guardo sobre você
privacy-stored = **No meu banco de dados, até você apagar**
    • a conta Steam que você vinculou, e quando
    • os servidores onde você me usou, por causa dos rankings
    • o que você escolheu: seu idioma, e se os outros podem ver você
    • suas posições nesses rankings
    • dessa conta: o nome, a medalha dia a dia e as partidas públicas que o OpenDota mostra
privacy-short = **Por pouco tempo**
    • seus pedidos, por até um dia: para responder a eles e descobrir o que deu errado
    • quanto você pediu, por até um dia: para que ninguém gaste o que é de todos
    • imagens e arquivos prontos, por uma hora; textos do treinador (sem o seu nome), por 30 dias
privacy-not-stored = **Nunca**
    • suas mensagens, seus amigos, sua senha, seu e-mail
privacy-export-json = Receber uma cópia (JSON)
privacy-export-csv = Receber uma cópia (CSV)
privacy-visibility = **Quem pode ver você:** as pessoas dos seus servidores podem consultar as suas partidas, e você aparece nos rankings. Se você se ocultar, nada disso acontece.
privacy-visibility-hide = Ocultar meus dados dos outros
privacy-visibility-show = Mostrar meus dados aos outros
privacy-ask-delete = Apagar tudo…
privacy-delete-question = **Apagar tudo o que guardo sobre você?** Não dá para desfazer. Sua conta Steam é desvinculada e o seu histórico aqui se perde; o que o Dota 2 e o OpenDota sabem continua com eles.
privacy-delete-yes = Apagar tudo
privacy-delete-no = Manter
privacy-exported = Isto é tudo o que guardo sobre você. Só você vê esta mensagem.
privacy-deleted = Pronto: apaguei do meu banco de dados tudo sobre você. O que ainda resta some sozinho: seus últimos pedidos, e a contagem deles, em até um dia; imagens e arquivos prontos em até uma hora; textos do treinador (sem o seu nome) em até 30 dias. Os dados públicos de partidas que outros jogadores usam continuam aqui; eles não dizem quem você é no Discord. Se você é da minha operação: o que fez nesse papel fica no registro de auditoria por um ano.
privacy-nothing-to-delete = Não havia nada sobre você no meu banco de dados. Seus últimos pedidos somem em até um dia.
privacy-hidden = Pronto: os outros não podem mais consultar você, e você saiu dos rankings. Você continua podendo usar tudo; o que pedir em um canal, todo mundo ali vê.
privacy-shown = Pronto: as pessoas dos seus servidores podem consultar as suas partidas, e você volta aos rankings na próxima atualização.

## Queue health, for operators

health-verdict-healthy = tudo em ordem
health-verdict-degraded = com problemas
health-verdict-critical = situação crítica
health-title = Filas de tarefas: { $verdict }
health-as-of = Dados de { $time }
health-redis = O Redis responde em { $latency } e usa { $used } de memória.
health-redis-limited = O Redis responde em { $latency } e usa { $used } de { $limit } de memória.
health-redis-away = Sem números: o Redis não está respondendo. Os pedidos já aceitos estão guardados no diário e ainda serão respondidos.
health-database = O PostgreSQL { $version } responde em { $latency }.
health-database-away = O PostgreSQL não está respondendo: não dá para ler nem mudar vínculos, configurações e rankings.
health-workers =
    { $count ->
        [0] Nenhum processo de trabalho está rodando.
        [one] 1 processo de trabalho está rodando; threads ocupadas: { $busy } de { $threads }.
       *[other] { $count } processos de trabalho estão rodando; threads ocupadas: { $busy } de { $threads }.
    }
health-paused = pausada
health-counts = Na fila: { $waiting } · em execução: { $active } · adiadas: { $delayed } · com falha: { $failed } · concluídas: { $completed }
health-times = Por minuto: { $rate } · espera p50 / p95: { $wait } · execução p50 / p95: { $run } · mais antiga na fila: { $oldest } · processos: { $workers }
health-more-queues =
    { $count ->
        [one] Mais 1 fila não aparece aqui; `apolo queues` mostra todas.
       *[other] Mais { $count } filas não aparecem aqui; `apolo queues` mostra todas.
    }
health-reason-unreachable = O Redis não está respondendo.
health-reason-no_worker =
    { $count ->
        [one] Há 1 tarefa na fila, e nenhum processo atende esta fila.
       *[other] Há { $count } tarefas na fila, e nenhum processo atende esta fila.
    }
health-reason-stalled_worker = Um processo de trabalho está sem dar sinal há { $time }.
health-reason-backlog = Há { $count } tarefas na fila.
health-reason-slow = A tarefa mais antiga espera há { $time }.
health-reason-failures = { $percent }% das tarefas dos últimos 10 minutos falharam.
health-reason-paused =
    { $count ->
        [one] Pausada com 1 tarefa na fila.
       *[other] Pausada com { $count } tarefas na fila.
    }
health-reason-memory = O Redis já usou { $percent }% da memória disponível.
health-reason-database = O PostgreSQL não está respondendo.
health-reason-local =
    { $count ->
        [one] Há 1 tarefa rodando na própria máquina do bot, sem o Redis.
       *[other] Há { $count } tarefas rodando na própria máquina do bot, sem o Redis.
    }
health-chart-away = Sem gráfico: o Redis não está respondendo.
health-chart-paused = Sem gráfico: a fila em que ele seria desenhado está pausada.
health-chart-no_worker = Sem gráfico: nenhum processo atende a fila em que ele seria desenhado.
health-chart-late = Sem gráfico: nenhum processo o desenhou em 20 segundos.
health-chart-failed = Sem gráfico: não deu para desenhá-lo; o log dos processos diz por quê.
health-pause = Pausar uma fila…
health-resume = Retomar uma fila…
health-all = Todas as filas
health-refresh = Atualizar
health-retry = Repetir as que falharam
health-clear = Remover as que falharam
health-clear-question =
    { $count ->
        [one] Remover de vez 1 tarefa que falhou? Depois não dá mais para consultá-la nem repeti-la.
       *[other] Remover de vez { $count } tarefas que falharam? Depois não dá mais para consultá-las nem repeti-las.
    }
health-clear-yes = Remover
health-clear-no = Manter
health-note-paused = Pausadas: { $queues }
health-note-resumed = Retomadas: { $queues }
health-note-unchanged = Não foi preciso mudar nada.
health-note-retried =
    { $count ->
        [0] Não havia tarefas com falha para repetir.
        [one] 1 tarefa que tinha falhado voltou para a fila.
       *[other] { $count } tarefas que tinham falhado voltaram para a fila.
    }
health-note-cleared =
    { $count ->
        [0] Não havia tarefas com falha para remover.
        [one] 1 tarefa que tinha falhado foi removida.
       *[other] { $count } tarefas que tinham falhado foram removidas.
    }
health-note-busy = Ainda estou nisso. Clique em “{ health-refresh }” daqui a pouco.
health-note-failed = Não deu certo: o Redis não está respondendo. Tente de novo quando ele voltar.

## Alerts, for operators

alert-before = Antes: { $verdict }
alert-look = `/{ command-queuehealth-name }` mostra mais e traz os comandos para intervir.

## The audit log, for operators

audit-title = Registro de ações
audit-back = Voltar às filas
audit-empty = Nada foi feito até agora.
audit-more = `apolo audit` mostra mais.
audit-incomplete = O PostgreSQL não está respondendo: aqui estão só os registros que ainda aguardam nesta máquina.
audit-waiting = ainda fora do banco de dados
audit-begun = resultado desconhecido
audit-failed = falhou: { $reason }
audit-action-pause = Pausa
audit-action-resume = Retomada
audit-action-retry_failed = Repetição das tarefas com falha
audit-action-clear_failed = Remoção das tarefas com falha
audit-action-retry_job = Repetição de uma tarefa
audit-action-remove_job = Remoção de uma tarefa
audit-action-cancel_job = Cancelamento de uma tarefa
audit-action-drain = Esvaziamento da fila
audit-action-raise_job = Adiantamento de uma tarefa

## Jobs, for operators

job-state-active = Em execução
job-state-waiting = Na fila
job-state-delayed = Adiada
job-state-completed = Concluída
job-state-failed = Com falha
job-state-unknown = Não está mais guardada
job-attempts = { $attempts } de { $most } tentativas
job-attempts-whole =
    { $crashes ->
        [0] Tentativas: { $attempts } de { $most }
        [one] Tentativas: { $attempts } de { $most } · { $crashes } queda
       *[other] Tentativas: { $attempts } de { $most } · { $crashes } quedas
    }
job-priority = Prioridade { $priority } · { $tenant }
job-tenant-server = para o servidor { $server }
job-tenant-direct = para uma mensagem direta
job-tenant-none = para ninguém em especial
job-progress = Progresso: { $percent }% · { $what }
job-worker = Processo: { $worker }
job-created = Criada: { $time }
job-due = Prevista: { $time }
job-started = Iniciada: { $time }
job-finished = Terminada: { $time }
job-error = Erro **{ $code }**: { $message }
jobs-title = Tarefas · { $queue }
jobs-none = Não há nenhuma.
jobs-page =
    { $count ->
        [one] Página { $page } de { $pages } · 1 tarefa
       *[other] Página { $page } de { $pages } · { $count } tarefas
    }
jobs-previous = Anterior
jobs-next = Próxima
jobs-look = Ver uma tarefa…
jobs-list = Lista
jobs-retry = Repetir
jobs-cancel = Cancelar
jobs-remove = Remover
jobs-keep = Manter
jobs-cancel-question = Cancelar a tarefa `{ $job }`? Quem espera por ela será avisado do cancelamento.
jobs-remove-question = Remover de vez a tarefa `{ $job }`? Depois não dá mais para consultá-la nem repeti-la.
jobs-retry_job-done = A tarefa voltou para a fila.
jobs-retry_job-refused = Ela não falhou, então não havia o que repetir.
jobs-cancel_job-done = A tarefa foi cancelada. Se já estava em execução, vai parar assim que possível.
jobs-cancel_job-refused = Ela já tinha terminado, então não havia o que cancelar.
jobs-remove_job-done = A tarefa foi removida.
jobs-remove_job-refused = Ela está em execução, então fica.

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

## O cartão de jogador

player-victory = Vitória
player-defeat = Derrota
player-left = Abandono
player-level = Nível { $level }
player-some-hero = Herói desconhecido
player-deaths = Mortes
player-assists = Assistências
player-percent = { $percent }%
player-gpm = GPM
player-xpm = XPM
player-last-hits = Últimos golpes
player-hero-damage = Dano a heróis
player-tower-damage = Dano a torres
player-healing = Cura
player-participation = Participação em abates
player-better-than = melhor que { $percent }%
player-of-team = { $percent }% da equipe
player-section-hero = Em comparação com partidas recentes de { $hero }
player-section-team = Em comparação com a equipe
player-verdict-won-strong = Vitória com atuação de destaque
player-verdict-won-mixed = Vitória sólida
player-verdict-won-weak = Vitória apesar dos números discretos
player-verdict-lost-strong = Destaque mesmo na derrota
player-verdict-lost-mixed = Derrota de cabeça erguida
player-verdict-lost-weak = Partida difícil
player-verdict-none-strong = Números de destaque
player-verdict-none-mixed = Números sólidos
player-verdict-none-weak = Números discretos
player-verdict-abandoned = Saiu antes do fim
player-best = Ponto forte: { $figure }, melhor que { $percent }%
player-worst = ponto fraco: { $figure }, melhor que { $percent }%
player-part-kills = Participou de { $percent }% dos abates da equipe
player-part-damage = { $percent }% do dano a heróis da equipe
player-part-worth = { $place }º da equipe em patrimônio
player-alt-opening = { $name } com { $hero } na partida de Dota 2 { $id }: { $result } em { $duration }, abates/mortes/assistências { $kda }.

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
progress-win_rate = Taxa de vitórias
progress-net_worth = Patrimônio
progress-percent = { $percent }%
progress-turbo = TURBO
progress-since = em relação às { $window } primeiras
progress-best = Melhor: { $value }
progress-best-with = Melhor: { $value } · { $hero }
progress-worst = Pior: { $value }
progress-worst-with = Pior: { $value } · { $hero }
progress-turbo-left-out =
    { $matches ->
        [one] sem 1 partida Turbo
       *[other] sem { $matches } partidas Turbo
    }
progress-medal = Medalha
progress-medal-place = { $medal } nº { $place }
progress-medal-since = desde { $day }
progress-medal-first = anotada agora; a linha cresce dia a dia
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
progress-alt-turbo-left-out =
    { $matches ->
        [one] { $figures } sem 1 partida Turbo.
       *[other] { $figures } sem { $matches } partidas Turbo.
    }
progress-alt-medal = Medalha atual: { $medal }.
progress-alt-medal-up =
    { $stars ->
        [one] Em { $day } era { $medal }: subiu 1 estrela.
       *[other] Em { $day } era { $medal }: subiu { $stars } estrelas.
    }
progress-alt-medal-down =
    { $stars ->
        [one] Em { $day } era { $medal }: caiu 1 estrela.
       *[other] Em { $day } era { $medal }: caiu { $stars } estrelas.
    }
progress-alt-medal-same = Em { $day } era { $medal }: igual.
progress-alt-best = Melhor { $figure } em uma partida: { $value }.
progress-alt-best-with = Melhor { $figure } em uma partida: { $value }, de { $hero }.

## O gráfico de heróis

heroes-title = Heróis
heroes-matches =
    { $matches ->
        [one] Última partida
       *[other] Últimas { $matches } partidas
    }
heroes-count =
    { $heroes ->
        [one] { $heroes } herói
       *[other] { $heroes } heróis
    }
heroes-rate = Vitórias e margem de erro (95%)
heroes-best = MELHOR
heroes-others =
    { $heroes ->
        [one] e mais { $heroes } herói: { $games }, { $rate } de vitórias
       *[other] e mais { $heroes } heróis: { $games }, { $rate } de vitórias
    }
heroes-alt =
    { $matches ->
        [one] Heróis de { $name } na última partida de Dota 2, com partidas, taxa de vitórias e KDA:
       *[other] Heróis de { $name } nas últimas { $matches } partidas de Dota 2, com partidas, taxa de vitórias e KDA:
    }
heroes-alt-unnamed =
    { $matches ->
        [one] Heróis da última partida de Dota 2, com partidas, taxa de vitórias e KDA:
       *[other] Heróis das últimas { $matches } partidas de Dota 2, com partidas, taxa de vitórias e KDA:
    }
heroes-alt-hero = { $hero } { $games }, { $rate }, { $kda }

## O gráfico de saúde das filas

queues-title = Filas de tarefas
queues-hour = Os últimos 60 minutos, minuto a minuto
queues-moment = { $time } UTC
queues-per-minute = Tarefas por minuto
queues-failed = { $failed } falharam ({ $percent })
queues-failed-short = falhas: { $failed }
queues-none-failed = nenhuma falhou
queues-wait = Espera até uma tarefa começar
queues-p95 = p95 { $time }
queues-p50 = p50 { $time }
queues-ago = há 60 min
queues-now = agora
queues-nothing = Nenhuma tarefa na última hora
queues-line = { $waiting } na espera · { $done } feitas
queues-line-short = { $waiting } na espera
queues-paused = pausada · { $waiting } na espera
queues-more =
    { $count ->
        [one] e mais { $count } fila
       *[other] e mais { $count } filas
    }
queues-alt = Filas de tarefas na última hora: { $verdict }. Tarefas por minuto: { $rate }; { $failures }. Espera: p50 { $median }, p95 { $slow }.

## Coaching: title, mark, notes

coach-title-won = **{ $hero }: vitória**
coach-title-lost = **{ $hero }: derrota**
coach-title-unknown = **{ $hero }: resultado desconhecido**
coach-title-abandoned = **{ $hero }: abandono**
coach-title-minutes = { $minutes } min
coach-some-hero = seu herói
coach-mark-gemini = Partida { $match } · Escrito pelo Gemini, uma IA, a partir dos números desta partida. Pode conter erros.
coach-mark-rules = Partida { $match } · Escrito pelas regras do Apolo, sem IA.
coach-note-turbo = O Turbo dá mais ouro e experiência, então deixo de fora comparações com partidas normais.
coach-note-no-benchmarks = A fonte não traz comparação com outras partidas deste herói.
coach-note-unparsed = O replay não foi analisado, então não sei dizer como a vantagem evoluiu.

## Coaching by rules: the frame

coach-went-well = Foi bem
coach-work-on = Para melhorar
coach-nothing-good = Nenhum número se destaca desta vez. Acontece; comece pelos pontos abaixo.
coach-nothing-bad = Estes números não apontam nenhum ponto fraco. O que eles não mostram, como visão e timing, dá para ver melhor no replay.
coach-even = Seus números estão perto do normal, sem nada que se destaque para o bem ou para o mal. Para achar o que melhorar, assista ao replay pela visão do seu herói e pare em cada morte sua e em cada luta perdida.
coach-thin = A fonte quase não traz números desta partida, então não há nada que eu possa dizer com honestidade sobre o seu jogo.
coach-abandoned = Você saiu desta partida antes do fim, então não dá para comparar seus números com os de partidas completas.
coach-abandoned-advice = Sair conta como derrota e, com o tempo, leva à baixa prioridade. Procure partida quando tiver tempo para um jogo longo e, se o jogo ou a conexão cair, volte: mesmo tarde, você ainda ajuda a equipe.
coach-short =
    { $minutes ->
        [0] Esta partida acabou em menos de um minuto: ainda não há o que analisar.
        [one] Esta partida acabou depois de { $minutes } minuto: ainda não há o que analisar.
       *[other] Esta partida acabou depois de { $minutes } minutos, cedo demais para avaliar como você jogou.
    }
coach-short-advice = Jogue mais uma e eu terei mais a dizer.

coach-opening-won-strong-a = Vitória, e em boa parte graças a você.
coach-opening-won-strong-b = Bem jogado: boa parte desta vitória veio de você.
coach-opening-won-mixed-a = Uma vitória com altos e baixos: há o que repetir e há o que corrigir.
coach-opening-won-mixed-b = Você venceu, e ainda dá para levar algo para a próxima partida.
coach-opening-won-weak-a = Vitória é vitória, mas os números dizem que você pode mais.
coach-opening-won-weak-b = Sua equipe chegou lá; os seus números ainda têm espaço para crescer.
coach-opening-won-even-a = Uma vitória sem extremos nos seus números.
coach-opening-won-even-b = Você venceu uma partida em que pouca coisa se destaca nos seus números.
coach-opening-lost-strong-a = Uma derrota, mas não por falta de esforço: seus números são bons.
coach-opening-lost-strong-b = Você perdeu e, mesmo assim, fez muita coisa certa.
coach-opening-lost-mixed-a = Uma derrota com algo para manter e algo para mudar.
coach-opening-lost-mixed-b = Desta vez não deu, mas há uma base para construir.
coach-opening-lost-weak-a = Uma partida difícil. Encare como uma lista curta de coisas para treinar, uma de cada vez.
coach-opening-lost-weak-b = Essa doeu. A boa notícia: o que deu errado dá para treinar.
coach-opening-lost-even-a = Uma derrota sem extremos nos seus números.
coach-opening-lost-even-b = Você perdeu uma partida em que pouca coisa se destaca nos seus números.
coach-opening-unknown = O resultado desta partida não é conhecido, então olho só para como você jogou.

coach-form-normal = **Fase:** { $wins ->
        [one] { $wins } vitória
       *[other] { $wins } vitórias
    } nas { $games } partidas antes desta ({ $rate }%).
coach-form-turbo = **Fase:** { $wins ->
        [one] { $wins } vitória
       *[other] { $wins } vitórias
    } nas { $games } partidas de Turbo antes desta ({ $rate }%).
coach-form-few-normal =
    { $games ->
        [one] **Fase:** conheço só { $games } partida sua antes desta, pouco para comparar.
       *[other] **Fase:** conheço só { $games } partidas suas antes desta ({ $wins } com vitória), pouco para falar em fase.
    }
coach-form-few-turbo =
    { $games ->
        [one] **Fase:** conheço só { $games } partida sua de Turbo antes desta, pouco para comparar.
       *[other] **Fase:** conheço só { $games } partidas suas de Turbo antes desta ({ $wins } com vitória), pouco para falar em fase.
    }
coach-form-none-normal = **Fase:** não conheço partidas suas antes desta para comparar.
coach-form-none-turbo = **Fase:** não conheço partidas suas de Turbo antes desta para comparar.
coach-form-good-run = Você está em boa fase: mantenha os heróis e os hábitos que trouxeram você até aqui.
coach-form-bad-run = Os resultados não estão vindo. Fique com poucos heróis que você conhece bem e faça uma pausa depois de derrotas seguidas.
coach-form-hero =
    { $games ->
        [one] Com { $hero } foi só uma delas{ $wins ->
            [0] , com derrota.
           *[other] , com vitória.
        }
       *[other] { $games } delas com { $hero }, { $wins ->
            [0] nenhuma com vitória.
           *[other] { $wins } com vitória.
        }
    }
coach-form-new-hero = Nenhuma delas com { $hero }.

## Coaching by rules: what went well

coach-farm-good = **Farm:** { $value } de GPM, { $percentile ->
        [100] praticamente o máximo que se vê com { $hero }
       *[other] melhor que { $percentile }% das partidas recentes com { $hero }
    }. Você aproveitou bem o mapa.
coach-farm-good-support = **Farm:** { $value } de GPM, { $percentile ->
        [100] praticamente o máximo que se vê com { $hero }
       *[other] melhor que { $percentile }% das partidas recentes com { $hero }
    }. Para um suporte, isso paga os itens que viram lutas.
coach-farm-good-form = **Farm:** { $value } de GPM, { $change } acima dos seus { $usual } de costume.
coach-last-hits-good = **Last hits:** { $value } por minuto, { $percentile ->
        [100] praticamente o máximo que se vê com { $hero }
       *[other] melhor que { $percentile }% das partidas recentes com { $hero }
    }. É uma renda constante.
coach-laning-good = **Fase de rotas:** { $value } last hits no início, { $percentile ->
        [100] praticamente o máximo que se vê com { $hero }
       *[other] melhor que { $percentile }% das partidas recentes com { $hero }
    }. Um começo assim vale muito.
coach-experience-good = **Experiência:** { $value } de XPM, { $percentile ->
        [100] praticamente o máximo que se vê com { $hero }
       *[other] melhor que { $percentile }% das partidas recentes com { $hero }
    }. Você subiu de nível cedo.
coach-deaths-none = **Sobrevivência:** nenhuma morte em { $minutes } minutos. Você não deu nada ao inimigo.
coach-deaths-good = **Sobrevivência:** só { $value ->
        [one] { $value } morte
       *[other] { $value } mortes
    } em { $minutes } minutos. Ficar vivo deu a você tempo no mapa.
coach-deaths-good-form = **Sobrevivência:** { $value ->
        [one] { $value } morte
       *[other] { $value } mortes
    }, contra { $usual } de costume. Você escolheu bem os momentos.
coach-kda-good = **KDA:** { $value }, bem acima dos seus { $usual } de costume.
coach-participation-good = **Lutas:** você participou de { $value }% dos abates da sua equipe. Estava onde as coisas aconteciam.
coach-damage-good = **Dano:** { $value } em heróis, { $percentile ->
        [100] praticamente o máximo que se vê com { $hero }
       *[other] melhor que { $percentile }% das partidas recentes com { $hero }
    }. Suas lutas renderam.
coach-damage-good-share = **Dano:** { $value }% do dano da sua equipe em heróis veio de você.
coach-buildings-good = **Construções:** { $value } de dano em construções, { $percentile ->
        [100] praticamente o máximo que se vê com { $hero }
       *[other] melhor que { $percentile }% das partidas recentes com { $hero }
    }. São as torres que abrem o mapa.
coach-buildings-good-plain = **Construções:** { $value } de dano em construções. É isso que ganha partidas.
coach-healing-good = **Cura:** { $value } de cura, { $percentile ->
        [100] praticamente o máximo que se vê com { $hero }
       *[other] melhor que { $percentile }% das partidas recentes com { $hero }
    }. Sua equipe viveu mais graças a você.
coach-lead-good = **Virada:** sua equipe estava { $value } de ouro atrás por volta do minuto { $minute } e mesmo assim venceu. Vocês não desistiram, e isso vale muito.

## Coaching by rules: what to work on

coach-farm-bad = **Farm:** { $value } de GPM, { $percentile ->
        [0] menos que em praticamente todas as partidas recentes com { $hero }
       *[other] melhor que apenas { $percentile }% das partidas recentes com { $hero }
    }. Quando nada acontece no mapa, pegue a wave segura mais próxima e os campos ao lado antes de procurar luta.
coach-farm-bad-form = **Farm:** { $value } de GPM, { $change } abaixo dos seus { $usual } de costume. Procure no replay o tempo em que você andou sem objetivo e preencha com uma wave ou um campo.
coach-last-hits-bad = **Last hits:** { $value } por minuto, { $percentile ->
        [0] menos que em praticamente todas as partidas recentes com { $hero }
       *[other] melhor que apenas { $percentile }% das partidas recentes com { $hero }
    }. Planeje o caminho para chegar junto com cada wave e faça um campo no intervalo.
coach-laning-bad = **Fase de rotas:** { $value } last hits no início, { $percentile ->
        [0] menos que em praticamente todas as partidas recentes com { $hero }
       *[other] melhor que apenas { $percentile }% das partidas recentes com { $hero }
    }. Aqueça os last hits no modo de teste de herói e, numa rota difícil, peça um pull ou vá para a selva a tempo.
coach-experience-bad = **Experiência:** { $value } de XPM, { $percentile ->
        [0] menos que em praticamente todas as partidas recentes com { $hero }
       *[other] melhor que apenas { $percentile }% das partidas recentes com { $hero }
    }. Tempo entre as rotas não dá nível: fique perto de uma wave que está morrendo e só ande com um plano.
coach-deaths-bad-core = **Mortes:** { $value } em { $minutes } minutos. Cada uma dá ouro e tempo ao inimigo: farme onde você sabe que ele não está e mantenha o caminho de fuga livre.
coach-deaths-bad-support = **Mortes:** { $value } em { $minutes } minutos. Suporte morre, mas não de graça: fique atrás dos seus cores até o inimigo gastar os stuns.
coach-deaths-bad-form = **Mortes:** { $value }, contra { $usual } de costume. Veja cada uma no replay: que inimigo tinha sumido do mapa logo antes?
coach-kda-bad = **KDA:** { $value }, abaixo dos seus { $usual } de costume. Antes de entrar numa luta, veja se a equipe está por perto.
coach-participation-bad-core = **Lutas:** você participou de { $value }% dos abates da sua equipe. Tenha sempre um TP e farme perto o bastante da equipe para entrar quando a luta começar.
coach-participation-bad-support = **Lutas:** você participou de { $value }% dos abates da sua equipe. Ande com o seu core mais forte e tenha sempre um TP para chegar quando a luta começar em outro lugar.
coach-damage-bad = **Dano:** { $value } em heróis, { $percentile ->
        [0] menos que em praticamente todas as partidas recentes com { $hero }
       *[other] melhor que apenas { $percentile }% das partidas recentes com { $hero }
    }. Entre na luta logo depois dos primeiros stuns do inimigo e fique vivo para causar dano até o fim.
coach-damage-bad-share = **Dano:** só { $value }% do dano da sua equipe em heróis veio de você. Pense em que item deixa você ficar na luta e compre-o mais cedo.
coach-buildings-bad = **Construções:** { $value } de dano em construções, { $percentile ->
        [0] menos que em praticamente todas as partidas recentes com { $hero }
       *[other] melhor que apenas { $percentile }% das partidas recentes com { $hero }
    }. Depois de uma luta ganha, parta para a torre mais próxima antes de voltar a farmar.
coach-buildings-bad-none = **Construções:** nenhum dano em construções. Depois de uma luta ganha, parta para a torre mais próxima antes de voltar a farmar.
coach-lead-bad = **Fechar o jogo:** sua equipe estava { $value } de ouro à frente por volta do minuto { $minute } e perdeu. Com vantagem, pegue torres e visão juntas e lute só em volta delas; não precisa perseguir.

## Coaching by rules: the one thing for the next match

coach-focus-farm = **Na próxima partida:** saiba sempre qual é a próxima wave ou o próximo campo antes de terminar o atual.
coach-focus-experience = **Na próxima partida:** não saia da rota antes de a wave morrer, a menos que o abate seja certo.
coach-focus-deaths = **Na próxima partida:** antes de aparecer numa rota, conte os inimigos no mapa. Se faltarem muitos, não vá.
coach-focus-deaths-support = **Na próxima partida:** deixe outro aparecer primeiro. Venha por trás, use suas habilidades e recue.
coach-focus-participation = **Na próxima partida:** olhe o mapa depois de cada wave e use o TP assim que a equipe tiver uma luta que dá para ganhar.
coach-focus-damage = **Na próxima partida:** antes de cada luta, decida em quem vai o seu dano primeiro e de onde você vai causá-lo.
coach-focus-buildings = **Na próxima partida:** depois de cada luta ganha, pergunte “qual torre?” antes de “qual campo?”.
coach-focus-lead = **Na próxima partida:** quando estiver na frente, diga no chat qual torre ou se o Roshan vem a seguir e junte a equipe para isso.
coach-focus-none = **Na próxima partida:** faça igual. Hábito se constrói repetindo.

## Errors: leaderboards

error-no-linked-members = Ninguém neste servidor vinculou uma conta Steam ainda. Use `/{ command-link-name }` aqui e seja a primeira pessoa no ranking!
error-not-enough-games =
    { $period ->
        [week] Ninguém aqui jogou { $minimum } partidas nos últimos 7 dias ainda, e é isso que precisa para entrar no ranking.
       *[month] Ninguém aqui jogou { $minimum } partidas nos últimos 30 dias ainda, e é isso que precisa para entrar no ranking.
    } { $hidden ->
        [0] Partidas contra bots e partidas com menos de 10 minutos não contam.
        [one] Um membro vinculado oculta suas partidas, então não consigo contá-las.
       *[other] { $hidden } membros vinculados ocultam suas partidas, então não consigo contá-las.
    }

## The leaderboard

board-title-win_rate = Taxa de vitórias
board-title-kda = KDA
board-title-gold_per_min = Ouro por minuto
board-period-week = Últimos 7 dias
board-period-month = Últimos 30 dias
board-window = { $start } – { $end } (UTC)
board-minimum =
    { $games ->
        [one] Mínimo de { $games } partida
       *[other] Mínimo de { $games } partidas
    }
board-percent = { $value }%
board-games =
    { $games ->
        [one] { $games } partida
       *[other] { $games } partidas
    }
board-record = { $wins }V – { $losses }D
board-new = NOVO
board-members =
    { $count ->
        [one] { $count } membro vinculado
       *[other] { $count } membros vinculados
    }
board-hidden =
    { $count ->
        [one] { $count } oculto
       *[other] { $count } ocultos
    }
board-outdated =
    { $count ->
        [one] { $count } desatualizado
       *[other] { $count } desatualizados
    }
board-note-win_rate = Mais partidas pesam mais
board-note-kda = (abates + assistências) ÷ mortes
board-note-gold_per_min = Sem Turbo
board-movement = ▲▼ desde { $since }
board-empty-title = Ainda não tem ninguém no ranking
board-empty-week =
    { $games ->
        [one] É preciso jogar { $games } partida nos últimos 7 dias
       *[other] É preciso jogar { $games } partidas nos últimos 7 dias
    }
board-empty-month =
    { $games ->
        [one] É preciso jogar { $games } partida nos últimos 30 dias
       *[other] É preciso jogar { $games } partidas nos últimos 30 dias
    }
board-alt = Ranking, { $title }, { $period }: { $window }.
board-alt-place = { $rank }. { $name }: { $value }, { $games }

leaderboard-hidden =
    { $count ->
        [one] Fora do ranking: { $names }, que oculta suas partidas.
       *[other] Fora do ranking, porque ocultam suas partidas: { $names }.
    }
leaderboard-outdated =
    { $count ->
        [one] Desatualizado: não consegui buscar as últimas partidas de { $names }.
       *[other] Desatualizado: não consegui buscar as últimas partidas destes membros: { $names }.
    }
leaderboard-refreshed = Rankings atualizados. Servidores: { $servers }; contas consultadas: { $accounts }; falhas: { $failed }.

## Bulk operations

bulk-recalculated = Rankings recalculados com as partidas que guardo. Servidores: { $servers }; membros: { $members }.
bulk-cleaned-up = Limpeza concluída. Partidas de jogadores: { $player_matches }; detalhes de partidas: { $matches }; rankings: { $boards }; medalhas: { $medals }; membros que não aparecem há muito tempo: { $members }; contas: { $accounts }; resumos: { $digests }; registros de ações: { $audit }; arquivos: { $files }.
bulk-flushed = Caches esvaziados. Imagens: { $pictures }; textos do treinador: { $texts }; detalhes de partidas: { $matches }.

## Weekly digests

digests-planned = Resumos semanais planejados: { $count }.
digest-title = **A semana neste servidor** · { $first } – { $last }
digest-win_rate =
    { $games ->
        [one] 🏆 Melhor taxa de vitórias: **{ $name }**, { $value }% de 1 partida
       *[other] 🏆 Melhor taxa de vitórias: **{ $name }**, { $value }% de { $games } partidas
    }
digest-kda = ⚔️ Melhor KDA: **{ $name }**, { $value }
digest-gpm = 💰 Mais ouro por minuto: **{ $name }**, { $value }
digest-most =
    { $games ->
        [one] 🎮 Mais partidas: **{ $name }**, 1
       *[other] 🎮 Mais partidas: **{ $name }**, { $games }
    }
digest-match = ⭐ Melhor partida: **{ $name }** com { $hero }, { $score }; `/{ command-match-name }` a mostra pelo número, { $match }
digest-how = Quem administra o servidor pode mudar ou desligar este resumo com `/{ command-settings-name }`.
